import { describe, expect, test } from 'vitest'
import { MOST_BYTES, sortOut } from './sort-out'

const entries = (...paths: string[]) => paths.map((path) => ({ path, bytes: 10 }))
const taken = (...paths: string[]) => sortOut(entries(...paths)).taken.map(({ path }) => path)

test('a single folder is stepped into, and gives its name', () => {
  const sorted = sortOut(entries('out/demo/handler.ts', 'out/demo/lib/a.ts', 'out/demo/README.md'))
  expect(sorted.name).toBe('demo')
  expect(sorted.taken.map(({ path }) => path)).toEqual(['handler.ts', 'lib/a.ts', 'README.md'])
})

test('what lies beside the handler stays where it is', () => {
  expect(taken('handler.ts', 'src/handler.ts')).toEqual(['handler.ts', 'src/handler.ts'])
})

test('what systems put there is not mentioned; what is not taken is, with why', () => {
  const { taken, left } = sortOut(
    entries(
      'd/handler.ts',
      '__MACOSX/d/._handler.ts',
      '.DS_Store',
      'd/m.onnx',
      'd/a.test.ts',
      'd/x.png',
      'd/y.js',
    ),
  )
  expect(taken.map(({ path }) => path)).toEqual(['handler.ts'])
  expect(left.map(({ path, why }) => `${path}: ${why}`)).toEqual([
    'm.onnx: a model: drop it in on the Models page, and name it in the handler',
    'a.test.ts: a test',
    'x.png: no text that a handler can import',
    'y.js: handlers are .ts',
  ])
})

describe('refused, with the numbers', () => {
  test.each([
    ['../handler.ts'],
    ['a/../../handler.ts'],
    ['/etc/handler.ts'],
    ['C:\\x\\handler.ts'],
    ['..\\handler.ts'],
    ['a//handler.ts'],
    ['a\0/handler.ts'],
    [''],
  ])('a path that leads out: %j', (path) => {
    expect(() => sortOut(entries('handler.ts', path))).toThrow(
      expect.objectContaining({
        code: 'DemoRefused',
        message: expect.stringContaining('does not stay inside'),
      }),
    )
  })

  test.each([
    ['no handler', entries('a.ts', 'b.ts'), { files: 2, handlersInFolders: 0, models: 0 }],
    ['several demos', entries('a/handler.ts', 'b/handler.ts'), { files: 2, handlersInFolders: 2, models: 0 }],
    ['a model alone', entries('m.onnx'), { files: 1, handlersInFolders: 0, models: 1 }],
    [
      'too many files',
      entries('handler.ts', ...Array.from({ length: 200 }, (_, at) => `${at}.ts`)),
      { files: 201, mostFiles: 200 },
    ],
    [
      'too much',
      [{ path: 'handler.ts', bytes: MOST_BYTES + 1 }],
      { bytes: 20_000_001, mostBytes: 20_000_000 },
    ],
  ])('%s', (_, given, figures) => {
    expect(() => sortOut(given)).toThrow(expect.objectContaining({ code: 'DemoRefused', figures }))
  })

  test('a file that is there twice', () => {
    expect(() => sortOut(entries('handler.ts', 'a.ts', './a.ts'))).toThrow('a.ts is there twice')
  })
})
