import { expect, test } from 'vitest'
import { choosePlace } from './providers'

test.each([
  [[], 'webgpu'],
  [['webgpu', 'wasm'], 'webgpu'],
  [['wasm', 'webgpu'], 'webgpu'],
  [[{ name: 'webgpu' }], 'webgpu'],
  [['wasm'], 'wasm'],
  [['cpu'], 'wasm'],
  [[{ name: 'wasm' }], 'wasm'],
  [['webnn', 'cpu'], 'wasm'],
] as const)('%j means %s', (providers, place) => {
  expect(choosePlace(providers, 'webgpu').place).toBe(place)
})

test('a session that names none goes where the import says', () => {
  expect(choosePlace([], 'wasm').place).toBe('wasm')
})

test('what is not offered is left out beside what is, and refused alone', () => {
  expect(choosePlace(['cuda', 'webgpu', 'webnn'], 'webgpu').left).toEqual(['cuda', 'webnn'])
  expect(() => choosePlace(['cuda', 'webnn'], 'webgpu')).toThrowError(
    expect.objectContaining({ code: 'ModelUnsupported', figures: { asked: 'cuda, webnn' } }),
  )
})

test('options of the WebGPU provider are kept', () => {
  const { webgpu } = choosePlace(['wasm', { name: 'webgpu', preferredLayout: 'NHWC' }], 'webgpu')
  expect(webgpu).toEqual({ name: 'webgpu', preferredLayout: 'NHWC' })
})
