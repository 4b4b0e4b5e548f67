import { expect, test } from 'vitest'
import { type Edit, indent, newLine, outdent, type Selected } from './indent'

/** `[` and `]` stand for the ends of what is selected, `|` for both. */
function selected(marked: string): Selected {
  const start = marked.search(/[[|]/)
  const text = marked.replace(/[[\]|]/g, '')
  return { text, start, end: marked.includes(']') ? marked.indexOf(']') - 1 : start }
}

function after(marked: string, how: (from: Selected) => Edit): string {
  const from = selected(marked)
  const { from: at, to, insert, start, end } = how(from)
  const text = from.text.slice(0, at) + insert + from.text.slice(to)
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`
}

test('Tab puts two spaces at the caret, or before each selected line', () => {
  expect(after('a|b', indent)).toBe('a  |b')
  expect(after('one\ntw[o\nthr]ee', indent)).toBe('one\n  tw[o\n  thr]ee')
})

test('Shift and Tab takes two away, as far as there are any', () => {
  expect(after('    a|b', outdent)).toBe('  a|b')
  expect(after('ab|', outdent)).toBe('ab|')
  expect(after(' |a', outdent)).toBe('|a')
  expect(after('  o[ne\n two\nth]ree', outdent)).toBe('o[ne\ntwo\nth]ree')
})

test('Enter keeps how far in the line is', () => {
  expect(after('if x:\n  y|', newLine)).toBe('if x:\n  y\n  |')
  expect(after('  a|b', newLine)).toBe('  a\n  |b')
  expect(after('a|', newLine)).toBe('a\n|')
})
