import { expect, test } from 'vitest'
import { createLinker } from './linker'

const dataUrl = (code: string): string =>
  `data:text/javascript,${encodeURIComponent(code).replaceAll("'", '%27')}`

/** A linker whose URLs look like a browser's, and the code behind each. */
async function setUp(modules: Record<string, string>) {
  const made: string[] = []
  const linker = await createLinker(modules, [], (code) => {
    made.push(code)
    return `blob:null/00000000-0000-4000-8000-${String(made.length).padStart(12, '0')}`
  })
  return { linker, made }
}

test('bare, relative and dynamic imports reach the modules of the table', async () => {
  const linker = await createLinker(
    {
      lib: `export * from './chunk.js'`,
      './chunk.js': `export const answer = 42`,
      later: `export const more = 1`,
    },
    [],
    dataUrl,
  )
  const handler = linker.urlOf(
    `import { answer } from 'lib'\nconst { more } = await import('later')\nexport default answer + more`,
    'handler.ts',
    linker.url,
  )
  expect((await import(/* @vite-ignore */ handler)).default).toBe(43)
})

test('one module has one URL, so that its state is shared', async () => {
  const { linker, made } = await setUp({ a: `import 'c'`, b: `import 'c'`, c: `` })
  linker.url('a')
  linker.url('b')
  expect(made).toHaveLength(3)
})

test('a library is there once it is added, and what is there is not replaced', async () => {
  const { linker, made } = await setUp({ a: `first` })
  expect(() => linker.url('three')).toThrow("There is no module 'three'")
  linker.add({ three: `import './chunk.js'`, './chunk.js': ``, a: `second` })
  linker.url('three')
  linker.url('a')
  expect(linker.available()).toEqual(['a', 'three'])
  expect(made.at(-1)).toBe('first')
})

test('comments, templates and attributes do not hide an import, and no line moves', async () => {
  const { linker, made } = await setUp({ a: ``, b: ``, c: `` })
  const code = [
    `import x from 'a' with {`,
    `  type: 'json' }`,
    `// import 'nothing'`,
    `const text = "import 'nothing'"`,
    'const later = () => import(/* c */ `b`)',
    `const data = import('c', {`,
    `  with: { type: 'json' } })`,
    `export { y } from 'a'`,
  ].join('\n')
  expect(linker.importsOf(code, 'handler.ts')).toEqual(['a', 'b', 'c'])
  linker.urlOf(code, 'handler.ts', linker.url)
  const [a, b, c] = ['a', 'b', 'c'].map(linker.url)
  expect(made.at(-1)?.split('\n')).toEqual([
    `import x from '${a}'`,
    ``,
    `// import 'nothing'`,
    `const text = "import 'nothing'"`,
    `const later = () => import(/* c */ "${b}")`,
    `const data = import("${c}"`,
    `)`,
    `export { y } from '${a}'`,
    `//# sourceURL=handler.ts`,
  ])
})

test('an import whose name is computed stays what it is: the policy of the frame refuses it', async () => {
  const { linker, made } = await setUp({})
  const code = `const name = 'a'; await import(name + '.js')`
  expect(linker.importsOf(code, 'handler.ts')).toEqual([])
  linker.urlOf(code, 'handler.ts', linker.url)
  expect(made[0]).toContain(code)
})

test('import.meta.url is the name that stacks show', async () => {
  const linker = await createLinker({}, [], dataUrl)
  const url = linker.urlOf(`export default import.meta.url`, 'sublet:///demo/handler.ts', linker.url)
  expect((await import(/* @vite-ignore */ url)).default).toBe('sublet:///demo/handler.ts')
})

test('what compilers note about source maps gives way to the name', async () => {
  const { linker, made } = await setUp({})
  linker.urlOf(`f()\n//# sourceMappingURL=handler.js.map`, 'handler.ts', linker.url)
  expect(made[0]).toBe(`f()\n\n//# sourceURL=handler.ts`)
})

test('stacks with URLs of blobs are given names', async () => {
  const { linker } = await setUp({ three: `import './chunk.js'`, './chunk.js': `` })
  const url = linker.urlOf(`import 'three'`, 'sublet:///demo/handler.ts', linker.url)
  const chunk = linker.url('./chunk.js')
  const foreign = 'blob:null/11111111-0000-4000-8000-000000000001'
  expect(linker.named(`run@${url}:3:7\nadd@${linker.url('three')}:1:2\n@${chunk}:1:9\n@${foreign}:1:1`)).toBe(
    `run@sublet:///demo/handler.ts:3:7\nadd@three:1:2\n@internal:./chunk.js:1:9\n@${foreign}:1:1`,
  )
})

test('code that is no module names its place', async () => {
  const { linker } = await setUp({})
  expect(() => linker.importsOf('\nimport {', 'sublet:///demo/handler.ts')).toThrow(
    'sublet:///demo/handler.ts:2:',
  )
})
