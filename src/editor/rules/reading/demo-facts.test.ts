import ts from 'typescript'
import { expect, test } from 'vitest'
import { readDemoFacts } from './demo-facts'

const facts = (source: string, more: Record<string, string> = {}) =>
  readDemoFacts(ts, [
    { path: 'handler.ts', source },
    ...Object.entries(more).map(([path, text]) => ({ path, source: text })),
  ])

test('each GPU function, with what it asks for', () => {
  const { gpu, hidden } = facts(`import { GPU } from 'sublet'
import * as all from 'sublet'
const SECONDS = 7
const plain = GPU(async () => 1)
const short = GPU({ duration: 5 }, async () => 1)
export const large = all.GPU({ duration: SECONDS, size: 'xlarge' }, async () => 1)
class Models {
  @GPU({ duration: 9 }) async run() { return 1 }
}`)
  expect(gpu.map(({ name, line, seconds, size }) => [name, line, seconds, size])).toEqual([
    ['plain', 4, { value: 60 }, { value: 'large' }],
    ['short', 5, { value: 5 }, { value: 'large' }],
    ['large', 6, { value: 7 }, { value: 'xlarge' }],
    ['run', 8, { value: 9 }, { value: 'large' }],
  ])
  expect(hidden).toEqual([])
})

test('what is decided as it runs is shown as its code', () => {
  const { gpu } = facts(`import { GPU } from 'sublet'
const size = Math.random() > 0.5 ? 'large' : 'xlarge'
const a = GPU({ duration: (n: number) => n * 2, size }, async (n: number) => n)
const b = GPU({ ...more, duration: 1 }, async () => 1)`)
  expect(gpu.map(({ seconds, size }) => [seconds, size])).toEqual([
    [{ code: '(n: number) => n * 2' }, { code: 'size' }],
    [{ code: '{ ...more, duration: 1 }' }, { code: '{ ...more, duration: 1 }' }],
  ])
})

test.each([
  ['said twice', '{ duration: 1, duration: 300 }'],
  ['under a name in quotes', "{ duration: 1, 'duration': 300 }"],
  ['under a computed name', "{ duration: 1, ['dura' + 'tion']: 300 }"],
  ['by a getter', '{ get duration() { return 300 } }'],
])('a duration that is %s is not taken at its first word', (_, options) => {
  const { gpu } = facts(`import { GPU } from 'sublet'\nconst a = GPU(${options}, async () => 1)`)
  expect(gpu[0]?.seconds).toEqual({ code: options })
})

test.each([
  ['an alias', "import { GPU } from 'sublet'\nconst g = GPU\ng({ duration: 300 }, f)", 'g = GPU'],
  [
    'a function that is made elsewhere',
    "import { GPU } from 'sublet'\nGPU({ duration: 300 }, f())",
    'GPU({ duration: 300 }, f())',
  ],
  ['the whole of it', "import * as s from 'sublet'\ns['GPU']({}, f)", "s['GPU']"],
  ['another file', "export { GPU } from 'sublet'", "export { GPU } from 'sublet'"],
  ['a later import', "const { GPU } = await import('sublet')", "import('sublet')"],
])('that sublet is used by way of %s is told', (_, source, code) => {
  const { gpu, hidden } = facts(source)
  expect(gpu).toEqual([])
  expect(hidden.map(({ code }) => code)).toContain(code)
})

test('models by their names, in every file', () => {
  const { models } = facts(
    `import * as ort from 'onnxruntime-web'
import { pipeline } from '@huggingface/transformers'
const NAME = 'models/digits/onnx/model.onnx'
await ort.InferenceSession.create(NAME)
await pipeline('text-generation', 'org/model')
await pipeline('text-generation')`,
    {
      'lib/more.ts': `import { AutoTokenizer } from '@huggingface/transformers'
export const load = (id: string) => AutoTokenizer.from_pretrained('org/' + id)`,
    },
  )
  expect(models.map(({ path, by, name }) => [path, by, name])).toEqual([
    ['handler.ts', 'ort.InferenceSession.create', { value: 'models/digits/onnx/model.onnx' }],
    ['handler.ts', 'pipeline', { value: 'org/model' }],
    ['handler.ts', 'pipeline', { code: "pipeline('text-generation')" }],
    ['lib/more.ts', 'AutoTokenizer.from_pretrained', { code: "'org/' + id" }],
  ])
})

test('nothing that is only called like it, and no text that is no TypeScript', () => {
  expect(facts('const GPU = () => 1\nGPU({ duration: 3 }, () => 1)', { 'a.wgsl': 'GPU(' })).toEqual({
    gpu: [],
    models: [],
    hidden: [],
  })
  expect(facts('const = { GPU(((').gpu).toEqual([])
})
