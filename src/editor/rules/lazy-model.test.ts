import { expect, test } from 'vitest'
import { checked, fixed, marked, typeErrors } from './check.fixture'
import { lazyModel } from './lazy-model'

const handler = (before: string, inside: string) => `
import { InferenceSession } from 'onnxruntime-web'
import { GPU } from 'sublet'
${before}
export const run = GPU({ duration: 5 }, async () => {
  ${inside}
})
`
const LET = 'let session: InferenceSession | undefined'
const CREATE = "await InferenceSession.create('m.onnx')"

test.each([
  `session ??= ${CREATE}\n  return session.inputNames`,
  `if (session === undefined) session = ${CREATE}\n  return session.inputNames`,
  `return (session ??= ${CREATE}).inputNames`,
])('%s: is mended', (inside) => {
  const source = handler(LET, inside)
  expect(marked(lazyModel, source)).toHaveLength(1)
  const after = fixed(lazyModel, source) ?? ''
  expect(after).toContain(`const session = ${CREATE}`)
  expect(checked(after)).toEqual([])
  expect(typeErrors(after)).toEqual([])
})

test('of a class that keeps its one instance, it is told and not mended', () => {
  const source = handler(
    `class Kept {
  static instance: InferenceSession | undefined
  static async get() {
    Kept.instance ??= ${CREATE}
    return Kept.instance
  }
}`,
    'return (await Kept.get()).inputNames',
  )
  expect(checked(source).map(({ rule }) => rule)).toEqual(['lazy-model'])
  expect(fixed(lazyModel, source)).toBeUndefined()
})

test('two places that write it are the author’s to sort out', () => {
  const source = handler(LET, `session ??= ${CREATE}\n  session = undefined`)
  expect(fixed(lazyModel, source)).toBeUndefined()
})

test('a model of the function itself is not kept', () => {
  expect(marked(lazyModel, handler('', `const session = ${CREATE}\n  return session.inputNames`))).toEqual([])
})
