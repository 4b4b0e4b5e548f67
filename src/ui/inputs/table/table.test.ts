import { describe, expect, test } from 'vitest'
import { checkTable, tableDraft } from './check-table'
import { columnsOf, type TableSpec } from './columns'
import { withCell, withoutRow, withPasted, withRow } from './edit-table'
import { keyStep } from './key-step'
import { pastedCells } from './pasted-cells'

const spec: TableSpec = {
  kind: 'dataframe',
  headers: ['Item', 'Price', 'New'],
  datatype: ['str', 'number', 'bool'],
  value: [],
  maxRows: 3,
}

describe('what is typed becomes a table', () => {
  test('each cell by the type of its column; empty rows are left out', () => {
    const cells = [
      ['Pen', ' 1.5 ', 'TRUE'],
      ['', ' ', ''],
      ['007', '', ''],
    ]
    expect(checkTable(spec, { cells })).toEqual({
      is: 'value',
      value: {
        headers: ['Item', 'Price', 'New'],
        data: [
          ['Pen', 1.5, true],
          ['007', null, false],
        ],
      },
    })
  })

  test.each([
    ['abc', '', 'Row 2, “Price”: “abc” is no number'],
    ['NaN', '', 'Row 2, “Price”: “NaN” is no number'],
    ['1e999', '', 'Row 2, “Price”: “1e999” is no number'],
    ['1', 'maybe', 'Row 2, “New”: “maybe” is neither true nor false'],
    ['1,5', 'maybe', 'Row 2, “Price”: “1,5” is no number (and 1 more)'],
  ])('%j, %j is refused at its place', (price, flag, reason) => {
    expect(
      checkTable(spec, {
        cells: [
          ['a', '1', ''],
          ['b', price, flag],
        ],
      }),
    ).toEqual({
      is: 'wrong',
      reason,
    })
  })

  test('more rows than allowed are refused with both numbers; none is missing where one is required', () => {
    expect(checkTable(spec, { cells: Array.from({ length: 4 }, () => ['a', '', '']) })).toEqual({
      is: 'wrong',
      reason: '4 rows are filled in; 3 is the most',
    })
    expect(checkTable({ ...spec, required: true }, undefined).is).toBe('missing')
    expect(checkTable(spec, undefined)).toMatchObject({ is: 'value', value: { data: [] } })
  })

  test('begins with the declared rows, at the width of the table, also after the columns have changed', () => {
    expect(
      tableDraft(
        {
          ...spec,
          value: [
            ['Pen', 2],
            ['Ink', null, true, 'too much'],
          ],
        },
        undefined,
      ).cells,
    ).toEqual([
      ['Pen', '2', ''],
      ['Ink', '', 'true'],
    ])
    expect(tableDraft(spec, { cells: [['a'], ['b', '1', '', 'old']] }).cells).toEqual([
      ['a', '', ''],
      ['b', '1', ''],
    ])
  })

  test('columns without names are numbered', () => {
    const names = (parts: Partial<TableSpec>) =>
      columnsOf({ ...spec, headers: undefined, ...parts }).map(({ name }) => name)
    expect(names({ value: [['a'], ['b', 'c']] })).toEqual(['1', '2'])
    expect(names({})).toEqual(['1', '2', '3'])
  })
})

describe('what is pasted', () => {
  test.each<[string, string, string[][]]>([
    [
      'a block of a spreadsheet',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'cells with tabs, lines and quotes in them',
      '"x\ty"\t"1\n2"\t"say ""hi"""',
      [['x\ty', '1\n2', 'say "hi"']],
    ],
    [
      'a CSV',
      'a,"b,c"\nd,e',
      [
        ['a', 'b,c'],
        ['d', 'e'],
      ],
    ],
    [
      'a CSV with semicolons',
      '1,5;2\n3,5;4',
      [
        ['1,5', '2'],
        ['3,5', '4'],
      ],
    ],
    ['one line as wide as the table', 'a,b,c', [['a', 'b', 'c']]],
    ['a sentence', 'Hello, world', [['Hello, world']]],
    ['lines', 'a\n\nb', [['a'], [''], ['b']]],
    [
      'an empty cell at the end',
      'a\t\nb\t',
      [
        ['a', ''],
        ['b', ''],
      ],
    ],
  ])('%s', (_, text, cells) => {
    expect(pastedCells(text, 3)).toEqual(cells)
  })

  const table = {
    cells: [
      ['a', 'b'],
      ['c', 'd'],
    ],
  }
  const room = { columns: 2, maxRows: 3 }
  test('goes from the active cell on, with rows added', () => {
    expect(withPasted(table, { row: 1, column: 1 }, [['1'], ['2']], room)).toEqual({
      ok: true,
      table: {
        cells: [
          ['a', 'b'],
          ['c', '1'],
          ['', '2'],
        ],
      },
    })
  })

  test('is refused whole, with the numbers, where there is no room', () => {
    expect(withPasted(table, { row: 0, column: 1 }, [['1', '2']], room)).toEqual({
      ok: false,
      reason: '2 columns were pasted; from this cell on there are 1',
    })
    expect(withPasted(table, { row: 2, column: 0 }, [['1'], ['2']], room)).toEqual({
      ok: false,
      reason: '2 rows were pasted from row 3 on; the table takes 3',
    })
  })
})

test('rows and cells are changed in a copy; the last row is emptied instead of taken away', () => {
  const table = { cells: [['a', 'b']] }
  expect(withCell(table, { row: 0, column: 1 }, 'x').cells).toEqual([['a', 'x']])
  expect(withRow(table, 2).cells).toEqual([
    ['a', 'b'],
    ['', ''],
  ])
  expect(withoutRow(withRow(table, 2), 0).cells).toEqual([['', '']])
  expect(withoutRow(table, 0).cells).toEqual([['', '']])
  expect(table.cells).toEqual([['a', 'b']])
})

describe('keys in a grid of 2 rows and 3 columns', () => {
  const step = (key: string, row: number, column: number, how = {}) =>
    keyStep(
      { key, shift: false, ctrl: false, editing: false, ...how },
      { row, column },
      { rows: 2, columns: 3 },
    )
  const editing = { editing: true }
  test('arrows move and stop at the edges', () => {
    expect(step('ArrowRight', 0, 0)).toEqual({ row: 0, column: 1 })
    expect(step('ArrowRight', 0, 2)).toEqual({ row: 0, column: 2 })
    expect(step('ArrowDown', 1, 1)).toEqual({ row: 1, column: 1 })
    expect(step('End', 0, 0, { ctrl: true })).toEqual({ row: 1, column: 2 })
  })

  test('inside a cell left and right are the caret’s', () => {
    expect(step('ArrowLeft', 0, 1, editing)).toBeUndefined()
    expect(step('ArrowDown', 0, 1, editing)).toEqual({ row: 1, column: 1 })
  })

  test('Enter goes down, and below the last row into a new one', () => {
    expect(step('Enter', 0, 2, editing)).toEqual({ row: 1, column: 2 })
    expect(step('Enter', 1, 2, editing)).toBe('below')
    expect(step('Enter', 0, 2)).toBeUndefined()
  })

  test('Tab goes on from a cell that is edited, and out of the grid at its ends and when none is', () => {
    expect(step('Tab', 0, 2, editing)).toEqual({ row: 1, column: 0 })
    expect(step('Tab', 1, 0, { editing: true, shift: true })).toEqual({ row: 0, column: 2 })
    expect(step('Tab', 1, 2, editing)).toBeUndefined()
    expect(step('Tab', 0, 0)).toBeUndefined()
  })
})
