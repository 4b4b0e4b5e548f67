import { expect, test } from 'vitest'
import { hiddenTextLines } from './hidden-text'

test('marks that turn text around, or cannot be seen, are found by their lines', () => {
  expect(hiddenTextLines("const a = 1\nif (b !== 'user\u202e \u2066// check\u2069') c()\nd\u200b()")).toEqual(
    [2, 3],
  )
})

test('other writing, emoji and a mark at the start of a file are none', () => {
  expect(hiddenTextLines('\ufeff// שלום 👩‍👧 مرحبا café\n')).toEqual([])
})

test('code far to the right of other code is found, and what is merely deep or long is not', () => {
  const far = `a()${' '.repeat(200)}; steal()`
  expect(
    hiddenTextLines(`b()\n${far}\n${' '.repeat(200)}c()\nd()${' '.repeat(200)}\n${'x'.repeat(5000)}`),
  ).toEqual([2])
})
