import { expect, test } from 'vitest'
import { fixed, marked, typeErrors } from './check.fixture'
import { modelInGpuFunction } from './model-in-gpu-function'

test('a model is found in a function that the GPU function calls, and under any name', () => {
  const source = `
import { InferenceSession as Session } from 'onnxruntime-web'
import { GPU as onGpu } from 'sublet'
async function load() {
  return Session.create('models/digits/onnx/model.onnx')
}
export const run = onGpu(async () => (await load()).inputNames)
`
  expect(marked(modelInGpuFunction, source)).toEqual(["Session.create('models/digits/onnx/model.onnx')"])
})

test('in a decorated method too', () => {
  const source = `
import { InferenceSession } from 'onnxruntime-web'
import { GPU } from 'sublet'
export class Demo {
  @GPU({ duration: 5 })
  async run() {
    return (await InferenceSession.create('m.onnx')).inputNames
  }
}
`
  expect(marked(modelInGpuFunction, source)).toEqual(["InferenceSession.create('m.onnx')"])
})

test('what only looks like it is left alone: another create, another GPU, a model outside of the function', () => {
  const source = `
import { InferenceSession } from 'onnxruntime-web'
import { GPU } from 'sublet'
const other = { InferenceSession: { create: async (_path: string) => 1 } }
const Mine = (fn: () => Promise<unknown>) => fn
export const a = GPU(async () => other.InferenceSession.create('m.onnx'))
export const b = Mine(async () => InferenceSession.create('m.onnx'))
`
  expect(marked(modelInGpuFunction, source)).toEqual([])
})

test('nothing is moved that depends on the call, or whose name is taken', () => {
  const source = (inside: string) => `
import { InferenceSession } from 'onnxruntime-web'
import { GPU } from 'sublet'
const taken = 1
export const run = GPU(async (name: string) => {
  ${inside}
  return taken
})
`
  const byArgument = 'const session = await InferenceSession.create(name)'
  const shadowing = "const taken = await InferenceSession.create('m.onnx')"
  expect(marked(modelInGpuFunction, source(byArgument))).toHaveLength(1)
  expect(fixed(modelInGpuFunction, source(byArgument))).toBeUndefined()
  expect(fixed(modelInGpuFunction, source(shadowing))).toBeUndefined()
})

test('the comment of the function stays with it', () => {
  const source = `
import { InferenceSession } from 'onnxruntime-web'
import { GPU } from 'sublet'

/** Names. */
export const run = GPU({ duration: 5 }, async () => {
  const session = await InferenceSession.create('m.onnx')
  return session.inputNames
})
`
  const after = fixed(modelInGpuFunction, source) ?? ''
  expect(after).toContain(
    "const session = await InferenceSession.create('m.onnx')\n\n/** Names. */\nexport const run",
  )
  expect(typeErrors(after)).toEqual([])
})
