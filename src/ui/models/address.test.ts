import { expect, test } from 'vitest'
import { modelAddress, sourceOf } from './address'

test.each(['local:a b#c?d.onnx', 'https://x.example/a%20b/refs%2Fpr/1.onnx?x=1', 'local:100%.onnx'])(
  'an address gives back %s',
  (source) => {
    expect(sourceOf(modelAddress(source))).toBe(source)
  },
)

test.each(['/models', '/models/'])('%s is the list', (location) => {
  expect(sourceOf(location)).toBeUndefined()
})

test('an address that was typed wrong names what was typed', () => {
  expect(sourceOf('/models/100%.onnx')).toBe('100%.onnx')
})
