import { expect, test } from 'vitest'
import { resolveFile } from './resolve-file'

const files = {
  'handler.ts': '',
  'maths.ts': '',
  'lib/x.ts': '',
  'lib/index.ts': '',
  'data.json': '',
  'index.ts': '',
}

test.each([
  ['./maths', 'handler.ts', 'maths.ts'],
  ['./maths.ts', 'handler.ts', 'maths.ts'],
  ['./maths.js', 'handler.ts', 'maths.ts'],
  ['./lib/x', 'handler.ts', 'lib/x.ts'],
  ['./lib', 'handler.ts', 'lib/index.ts'],
  ['../maths', 'lib/x.ts', 'maths.ts'],
  ['..', 'lib/x.ts', 'index.ts'],
  ['./x.js', 'lib/index.ts', 'lib/x.ts'],
  ['./data.json', 'handler.ts', 'data.json'],
  ['./data', 'handler.ts', undefined],
  ['../maths', 'handler.ts', undefined],
  ['./toString', 'handler.ts', undefined],
])('%s in %s is %s', (specifier, from, expected) => {
  expect(resolveFile(specifier, from, files)).toBe(expected)
})
