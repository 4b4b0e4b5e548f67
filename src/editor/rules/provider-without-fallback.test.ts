import { expect, test } from 'vitest'
import { fixed, marked, typeErrors } from './check.fixture'
import { providerWithoutFallback } from './provider-without-fallback'

const session = (options: string) => `
import { InferenceSession } from 'onnxruntime-web'
export const session = await InferenceSession.create('m.onnx', ${options})
`

test.each([
  ["{ executionProviders: ['webgpu'] }", "{ executionProviders: ['webgpu', 'wasm'] }"],
  ["{ executionProviders: [{ name: 'webgpu' }] }", "{ executionProviders: [{ name: 'webgpu' }, 'wasm'] }"],
])('%s', (bad, good) => {
  expect(fixed(providerWithoutFallback, session(bad))).toBe(session(good))
  expect(typeErrors(session(good))).toEqual([])
  expect(marked(providerWithoutFallback, session(good))).toEqual([])
})

test("what is named 'wasm', or nothing, is left alone", () => {
  expect(marked(providerWithoutFallback, session("{ executionProviders: ['wasm'] }"))).toEqual([])
  expect(marked(providerWithoutFallback, session('{}'))).toEqual([])
})

test('a device that is chosen is not hard-coded; in a plain function nothing can be awaited', () => {
  const source = (device: string) => `
import { pipeline } from '@huggingface/transformers'
declare const adapter: GPUAdapter | null
export const load = () => pipeline('text-generation', 'x', { device: ${device} })
export { adapter }
`
  expect(marked(providerWithoutFallback, source("adapter ? 'webgpu' : 'wasm'"))).toEqual([])
  expect(marked(providerWithoutFallback, source("'webgpu'"))).toEqual(["'webgpu'"])
  expect(fixed(providerWithoutFallback, source("'webgpu'"))).toBeUndefined()
})
