import { expect, test } from 'vitest'
import { readSpans } from './read-spans'

test('categories are told in the order in which they come up', () => {
  const read = readSpans([
    ['Ada', 'person'],
    [' met ', null],
    ['London', 'place'],
    ['Bob', 'person'],
  ])
  expect(read).toMatchObject({
    ok: true,
    parsed: { categories: ['person', 'place'], scores: 'none', cut: 0 },
  })
})

test('scores are positive, or of both signs', () => {
  const scores = (marks: number[]) => {
    const read = readSpans(marks.map((mark) => ['x', mark]))
    return read.ok ? read.parsed.scores : read.wants
  }
  expect(scores([0.5, 1])).toBe('positive')
  expect(scores([-0.5, 1])).toBe('both')
  expect(scores([2])).toBe('scores from -1 to 1')
  expect(scores([Number.NaN])).toBe('scores from -1 to 1')
})

test.each([
  ['a text', 'Ada', undefined],
  ['a list of texts', ['Ada'], '[0]'],
  ['a label that is an object', [['Ada', {}]], '[0][1]'],
  ['a label that is missing', [['a', 'b'], ['Ada']], '[1]'],
  [
    'a text that is a number',
    [
      ['a', 'b'],
      [1, 'b'],
    ],
    '[1][0]',
  ],
])('%s is refused, and where it is', (_, value, at) => {
  expect(readSpans(value)).toMatchObject({ ok: false, ...(at !== undefined && { at }) })
})

test('of very many the first are shown, and how many are not', () => {
  const read = readSpans(Array.from({ length: 6000 }, () => ['x', null]))
  expect(read).toMatchObject({ ok: true, parsed: { cut: 1000, spans: { length: 5000 } } })
})
