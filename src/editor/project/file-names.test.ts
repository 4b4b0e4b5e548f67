import { expect, test } from 'vitest'
import { compareNames, languageOf, wrongName } from './file-names'

test.each(['maths.ts', 'lib/maths.ts', 'data.json', 'blur.wgsl', 'README.md', 'a-b_c.d.json'])(
  '%s may be a file of a demo',
  (path) => expect(wrongName(path, ['handler.ts'])).toBeUndefined(),
)

test.each([
  ['', /needs a name/],
  ['a'.repeat(201), /at most 200/],
  ['/lib.ts', /between two slashes/i],
  ['lib//x.ts', /between two slashes/i],
  ['../lib.ts', /make a name/],
  ['.hidden.ts', /make a name/],
  ['mein file.ts', /make a name/],
  ['node_modules/x.ts', /packages/i],
  ['types.d.ts', /types of packages/i],
  ['lib.test.ts', /no tests/],
  ['lib.js', /\.ts, \.json, \.wgsl and \.md/],
  ['lib', /\.ts, \.json, \.wgsl and \.md/],
  ['handler.ts', 'There is a file handler.ts already.'],
  ['Handler.ts', 'There is the file handler.ts already.'],
  ['data.json.ts', 'There is the file data.json already.'],
])('“%s” is refused with a reason', (path, reason) => {
  expect(wrongName(path, ['handler.ts', 'data.json'])).toMatch(reason)
})

test('the handler is the first tab and the README the last', () => {
  expect(['README.md', 'b.ts', 'handler.ts', 'a.json'].toSorted(compareNames)).toEqual([
    'handler.ts',
    'a.json',
    'b.ts',
    'README.md',
  ])
})

test('a file is written in what its name ends with', () => {
  expect(['x.ts', 'x.json', 'lib/x.wgsl', 'README.md'].map(languageOf)).toEqual([
    'typescript',
    'json',
    'wgsl',
    'markdown',
  ])
})
