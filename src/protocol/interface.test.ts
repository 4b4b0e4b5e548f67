import * as v from 'valibot'
import { expect, test } from 'vitest'
import { componentSchema } from './component'

const parse = (value: unknown) => v.safeParse(componentSchema, value)

test('what was parsed in the runner is parsed again in the tab, and stays the same', () => {
  for (const declared of [
    { kind: 'radio', choices: ['a', ['Bee', 'b']] },
    { kind: 'dropdown', choices: ['a'], value: null },
    { kind: 'dataframe', headers: ['x'], datatype: ['number'], value: [[1], [null]] },
    { kind: 'json', value: { a: 1 } },
    { kind: 'code' },
  ]) {
    const once = parse(declared)
    expect(once.success).toBe(true)
    const twice = parse(once.output)
    expect(twice.success && twice.output).toEqual(once.output)
  }
  expect(parse({ kind: 'radio', choices: ['a', ['Bee', 'b']] }).output).toMatchObject({
    choices: [
      ['a', 'a'],
      ['Bee', 'b'],
    ],
  })
})

test.each([
  ['no choices', { kind: 'radio', choices: [] }],
  ['a choice that is no text', { kind: 'radio', choices: [1] }],
  ['two choices of one value', { kind: 'radio', choices: ['a', ['Also a', 'a']] }],
  ['a type of column that there is not', { kind: 'dataframe', datatype: 'date' }],
  ['more rows than are drawn', { kind: 'dataframe', maxRows: 10_001 }],
  ['a cell that is an object', { kind: 'dataframe', value: [[{}]] }],
  ['a default that JSON cannot hold', { kind: 'json', value: 1n }],
  ['an unknown source', { kind: 'image', sources: ['screen'] }],
])('%s is refused', (_, declared) => {
  expect(parse(declared).success).toBe(false)
})
