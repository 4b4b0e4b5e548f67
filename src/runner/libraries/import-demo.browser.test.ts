import { expect, test } from 'vitest'
import { toWire } from '../../protocol/errors'
import type { FromRunner } from '../../protocol/runner'
import { createLinker } from '../boot/linker'
import { importDemo } from './import-demo'
import { createLibraries } from './libraries'

const blobUrl = (code: string): string => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))

/** A host that offers `three`, which needs a chunk, and refuses `broken`. */
async function setUp() {
  const linker = await createLinker(
    { sublet: `export const here = true`, '#main': `` },
    ['three', 'broken'],
    blobUrl,
  )
  const asked: string[] = []
  const libraries = createLibraries(linker, (message: FromRunner) => {
    if (message.type !== 'import') return
    const { library } = message
    asked.push(library)
    if (library === 'broken') {
      libraries.notImported({ type: 'notImported', library, error: toWire(new Error('no network')) })
      return
    }
    const modules = { three: `export * from './chunk.js'`, './chunk.js': `export const answer = 42` }
    libraries.imported({ type: 'imported', library, modules })
  })
  return {
    asked,
    load: (files: Record<string, string>) =>
      importDemo(linker, libraries, { base: 'sublet:///demo/', entry: 'handler.ts', files }),
  }
}

test('files of a demo import each other, also by way of folders', async () => {
  const { load } = await setUp()
  const loaded = load({
    'handler.ts': `import { twice } from './lib/maths'\nexport { default as data } from './data.json' with { type: 'json' }\nexport const four = twice(2)`,
    'lib/maths.ts': `import { two } from '../two.js'\nexport const twice = (x) => x * two`,
    'two.ts': `export const two = 2`,
    'data.json': `export default {"a":1}`,
  })
  await expect(loaded).resolves.toMatchObject({ four: 4, data: { a: 1 } })
})

test('a file that two others import runs once', async () => {
  const { load } = await setUp()
  const loaded = load({
    'handler.ts': `import { count as a } from './a'\nimport { count as b } from './b'\nexport const same = a === b`,
    'a.ts': `export { count } from './c'`,
    'b.ts': `export { count } from './c'`,
    'c.ts': `export const count = {}`,
  })
  await expect(loaded).resolves.toMatchObject({ same: true })
})

test('a library is asked for when a handler imports it, also inside a function, and once', async () => {
  const { load, asked } = await setUp()
  const plain = { 'handler.ts': `export { here } from 'sublet'` }
  await expect(load(plain)).resolves.toMatchObject({ here: true })
  expect(asked).toEqual([])
  const files = {
    'handler.ts': `import './other'\nexport const late = async () => (await import('three')).answer`,
    'other.ts': `import 'three'`,
  }
  const module = await load(files)
  expect(asked).toEqual(['three'])
  expect(module).toMatchObject({ late: expect.any(Function) })
})

test('all that cannot be imported is told at once, with its file and what there is', async () => {
  const { load, asked } = await setUp()
  const loaded = load({
    'handler.ts': `import 'lodash'\nimport './gone'\nimport './other'\nimport 'three'`,
    'other.ts': `import '#main'\nimport 'https://example.com/x.js'\nimport '/etc/x'`,
    'never.ts': `import 'unreached'`,
  })
  await expect(loaded).rejects.toMatchObject({
    code: 'CompileFailed',
    message:
      "Cannot be imported here: 'lodash' (handler.ts), './gone' (handler.ts), '#main' (other.ts), " +
      "'https://example.com/x.js' (other.ts), '/etc/x' (other.ts). Available: broken, sublet, three; " +
      'files of the demo: handler.ts, other.ts, never.ts.',
  })
  expect(asked).toEqual([])
})

test('a library that the host cannot give fails the load', async () => {
  const { load } = await setUp()
  await expect(load({ 'handler.ts': `import 'broken'` })).rejects.toThrow('no network')
})

test('a circle of files is named', async () => {
  const { load } = await setUp()
  const loaded = load({
    'handler.ts': `import './a'`,
    'a.ts': `import './b'`,
    'b.ts': `export const f = () => import('./a')`,
  })
  await expect(loaded).rejects.toMatchObject({
    code: 'CompileFailed',
    message: 'Files import each other in a circle: a.ts → b.ts → a.ts.',
  })
})

test.each([
  ['what is no module', `\nimport {`, 'sublet:///demo/handler.ts:2:'],
  ['what does not parse', `const = 4`, 'Unexpected token'],
  ['a name that is not exported', `import { gone } from 'sublet'`, 'gone'],
])('%s does not compile', async (_, code, words) => {
  const { load } = await setUp()
  await expect(load({ 'handler.ts': code })).rejects.toMatchObject({
    code: 'CompileFailed',
    message: expect.stringContaining(words),
  })
})

test('a name that a file does not export is told with the name of the file', async () => {
  const { load } = await setUp()
  const loaded = load({ 'handler.ts': `import { gone } from './maths'`, 'maths.ts': `` })
  await expect(loaded).rejects.toMatchObject({
    code: 'CompileFailed',
    message: expect.stringContaining("'sublet:///demo/maths.ts' does not provide an export named 'gone'"),
  })
})

test('a SyntaxError of the module scope is no mistake of the module', async () => {
  const { load } = await setUp()
  await expect(load({ 'handler.ts': `\nJSON.parse('{')` })).rejects.toThrow(SyntaxError)
})

test('an error of the module scope stays what it is', async () => {
  const { load } = await setUp()
  await expect(load({ 'handler.ts': `throw new RangeError('mine')` })).rejects.toThrow(RangeError)
})

test('a demo without its entry says so', async () => {
  const { load } = await setUp()
  await expect(load({ 'other.ts': `` })).rejects.toThrow('The demo has no handler.ts')
})
