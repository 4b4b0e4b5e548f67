import { expect, test } from 'vitest'
import { createLinker } from './linker'

const dataUrl = (code: string): string =>
  `data:text/javascript,${encodeURIComponent(code).replaceAll("'", '%27')}`

test('bare, relative and dynamic imports reach the modules of the table', async () => {
  const linker = await createLinker(
    {
      lib: `export * from './chunk.js'`,
      './chunk.js': `export const answer = 42`,
      later: `export const more = 1`,
    },
    dataUrl,
  )
  const handler = linker.urlOf(
    `import { answer } from 'lib'\nconst { more } = await import('later')\nexport default answer + more`,
    'handler.ts',
  )
  expect((await import(/* @vite-ignore */ handler)).default).toBe(43)
})

test('one module has one URL, so that its state is shared', async () => {
  const made: string[] = []
  const linker = await createLinker({ a: `import 'c'`, b: `import 'c'`, c: `` }, (code) => {
    made.push(code)
    return `blob:${made.length}`
  })
  linker.url('a')
  linker.url('b')
  expect(made).toHaveLength(3)
})

test('a handler cannot import what is not offered, and is told what is', async () => {
  const linker = await createLinker({ sublet: ``, '#ort': ``, './chunk.js': `` }, dataUrl)
  for (const specifier of ['lodash', '#ort', './chunk.js', 'https://example.com/x.js']) {
    expect(() => linker.urlOf(`import '${specifier}'`, 'handler.ts')).toThrowError(
      expect.objectContaining({
        code: 'CompileFailed',
        message: expect.stringMatching(/Available: sublet\.$/),
      }),
    )
  }
})
