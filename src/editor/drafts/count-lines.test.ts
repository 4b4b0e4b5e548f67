import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countLines } from './count-lines'

const file = (source: string, path = 'handler.ts') => [{ path, source }]

test('a changed line is one removed and one added', () => {
  expect(countLines(file('a\nb\nc\n'), file('a\nB\nc\n'))).toEqual({ added: 1, removed: 1 })
  expect(countLines(file('a\nb\nc\n'), file('a\nc\nd\n'))).toEqual({ added: 1, removed: 1 })
  expect(countLines(file('a\nb\nc'), file('c\na\nb'))).toEqual({ added: 1, removed: 1 })
})

test('files that come and go count whole', () => {
  expect(countLines(file('a\nb\n', 'old.ts'), file('1\n2\n3\n', 'new.ts'))).toEqual({ added: 3, removed: 2 })
})

test('the same text has no changes; line breaks at its end are no line', () => {
  expect(countLines(file('a\n'), file('a'))).toEqual({ added: 0, removed: 0 })
  expect(countLines(file(''), file(''))).toEqual({ added: 0, removed: 0 })
})

test('a rewritten file of many lines is counted quickly', () => {
  const lines = (letter: string) => Array.from({ length: 5_000 }, (_, line) => `${letter}${line}`).join('\n')
  const began = performance.now()
  expect(countLines(file(lines('a')), file(lines('b')))).toEqual({ added: 5_000, removed: 5_000 })
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('whatever changes, what is added less what is removed is what the text has grown by', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { added, removed } = countLines(file(before.join('\n')), file(after.join('\n')))
      expect(added - removed).toBe(after.length - before.length)
      expect(Math.min(added, removed)).toBeGreaterThanOrEqual(0)
      expect(added).toBe(after.length - longestCommon(before, after))
    }),
  )
})

/** By the textbook's table. */
function longestCommon(before: readonly string[], after: readonly string[]): number {
  let row = Array.from({ length: after.length + 1 }, () => 0)
  for (const line of before) {
    const next = [0]
    for (const [index, other] of after.entries())
      next.push(line === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next.at(-1) ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}
