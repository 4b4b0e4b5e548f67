import { expect, test } from 'vitest'
import { freeId } from './id'

test.each([
  ['Text in, text out', 'text-in-text-out'],
  ['  Café № 1 ', 'cafe-no-1'],
  ['日本語', 'demo'],
  ['../digits#?', 'digits-3'],
  ['x'.repeat(99), 'x'.repeat(48)],
])('%s is %s', (title, id) => {
  expect(freeId(title, new Set(['digits', 'digits-2']))).toBe(id)
})
