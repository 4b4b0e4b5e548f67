import { describe, expect, test } from 'vitest'
import { chosenValues, type ShownChoices } from './chosen-values'
import { csvOf, readTable, sortRows } from './table/read-table'

const choices: [string, string][] = [
  ['Red', 'r'],
  ['Green', 'g'],
]
const radio: ShownChoices = { kind: 'radio', choices }
const group: ShownChoices = { kind: 'checkbox-group', choices, value: [] }

describe('choices that a handler gave', () => {
  test('are values, one or many as the component has it', () => {
    expect(chosenValues(radio, 'r')).toEqual({ ok: true, values: ['r'] })
    expect(chosenValues(group, ['g', 'r', 'g'])).toEqual({ ok: true, values: ['g', 'r'] })
    expect(chosenValues(radio, ['r']).ok).toBe(false)
    expect(chosenValues(group, 'r').ok).toBe(false)
  })

  test('have to be offered', () => {
    expect(chosenValues(radio, 'Red')).toEqual({
      ok: false,
      reason: 'values of its 2 choices (“Red” is none)',
    })
    const custom: ShownChoices = { kind: 'dropdown', choices, multiselect: true, allowCustom: true }
    expect(chosenValues(custom, ['mauve'])).toEqual({ ok: true, values: ['mauve'] })
  })
})

describe('a table that a handler gave', () => {
  test('brings its headers, or has those that are declared, or numbers', () => {
    expect(readTable({ headers: ['a'], data: [[1], [null]] }, ['x'])).toEqual({
      headers: ['a'],
      rows: [[1], [null]],
    })
    expect(readTable([[1, 2], [3]], ['x'])?.headers).toEqual(['x', '2'])
  })

  test.each([
    ['a text', 'a,b'],
    ['rows that are none', [1, 2]],
    ['cells that cannot be shown', [[{ a: 1 }]]],
    ['data without headers', { data: [[1]] }],
  ])('%s is refused', (_, value) => {
    expect(readTable(value, undefined)).toBeUndefined()
  })

  test('is sorted by size or as text, empty cells last', () => {
    const rows = [[10], [null], [9]]
    expect(sortRows(rows, { column: 0, down: false })).toEqual([[9], [10], [null]])
    expect(sortRows(rows, { column: 0, down: true })).toEqual([[10], [9], [null]])
    expect(sortRows([['b10'], ['a'], ['b9']], { column: 0, down: false })).toEqual([['a'], ['b9'], ['b10']])
  })

  test('is a CSV that a spreadsheet reads back', () => {
    expect(
      csvOf({
        headers: ['a', 'b'],
        rows: [
          ['say "hi", you', null],
          ['x\ny', true],
        ],
      }),
    ).toBe('a,b\r\n"say ""hi"", you",\r\n"x\ny",true\r\n')
  })
})
