import { expect, test } from 'vitest'
import { fixed, marked, typeErrors } from './check.fixture'
import { gpuValueReturned } from './gpu-value-returned'

const handler = (code: string) => `
import * as ort from 'onnxruntime-web'
import { GPU } from 'sublet'
const session = await ort.InferenceSession.create('m.onnx', { preferredOutputLocation: 'gpu-buffer' })
const plain = await ort.InferenceSession.create('m.onnx')
declare const device: GPUDevice
export const run = GPU({ duration: 5 }, async function* () {
  yield 0
})
export const one = GPU({ duration: 5 }, async () => {
  ${code}
})
export { session, plain }
`

test.each([
  ['const { logits } = await session.run({}); return logits', 'logits'],
  ['const found = await session.run({}); return [1, found.logits]', 'found.logits'],
])('%s: is brought to the CPU', (code, node) => {
  expect(marked(gpuValueReturned, handler(code))).toEqual([node])
  const after = fixed(gpuValueReturned, handler(code)) ?? ''
  expect(after).toContain(`await ${node}.getData()`)
  expect(typeErrors(after)).toEqual([])
})

test('an object of WebGPU is told, and how to copy it is the author’s to say', () => {
  const source = handler('const buffer = device.createBuffer({ size: 4, usage: 1 }); return { buffer }')
  expect(marked(gpuValueReturned, source)).toEqual(['buffer'])
  expect(fixed(gpuValueReturned, source)).toBeUndefined()
})

test.each([
  'const { logits } = await plain.run({}); return logits',
  'const { logits } = await session.run({}); return logits.getData()',
  'const { logits } = await session.run({}); return logits.dims',
  'return { limits: device.limits.maxBufferSize }',
])('%s: is on the CPU', (code) => {
  expect(marked(gpuValueReturned, handler(code))).toEqual([])
})
