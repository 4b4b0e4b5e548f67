import { expect, test } from 'vitest'
import { externalUrl } from './external-url'

const MODEL = 'https://example.org/models/m/model.onnx?token=1'

test.each([
  ['model.onnx_data', 'https://example.org/models/m/model.onnx_data'],
  ['./weights.bin', 'https://example.org/models/m/weights.bin'],
  ['onnx/part 1.bin', 'https://example.org/models/m/onnx/part%201.bin'],
  ['100%.bin', 'https://example.org/models/m/100%25.bin'],
  ['a?b#c', 'https://example.org/models/m/a%3Fb%23c'],
  ['%2e%2e/secret', 'https://example.org/models/m/%252e%252e/secret'],
])('%s is a file in the folder of the model', (location, url) => {
  expect(externalUrl(MODEL, location)).toBe(url)
})

test.each([
  '../secret',
  'a/../../secret',
  '/etc/passwd',
  '//evil.example/x',
  'https://evil.example/x',
  'c:\\x',
  '..\\x',
  '',
  '.',
])('"%s" leads out of it and is refused', (location) => {
  expect(() => externalUrl(MODEL, location)).toThrow(
    expect.objectContaining({ code: 'ModelUnsupported', figures: { location } }),
  )
})
