import { describe, expect, test } from 'vitest'
import { checkFile } from './check-file'
import { checkJson } from './check-json'
import { checkNumber } from './check-number'

describe('numbers are refused at the field', () => {
  test.each([
    ['', {}, 'missing', 'Enter a number'],
    ['4x', {}, 'wrong', '"4x" is no number'],
    ['Infinity', {}, 'wrong', '"Infinity" is no number'],
    ['0', { min: 1 }, 'wrong', '0 is below the minimum, 1'],
    ['300', { max: 256 }, 'wrong', '300 is above the maximum, 256'],
    ['3', { min: 0, step: 2 }, 'wrong', '3 is no step of 2 from 0'],
  ])('%j with %j', (text, rules, is, reason) => {
    expect(checkNumber(text, rules)).toEqual({ is, reason })
  })

  test.each([
    ['8', { min: 8, max: 8 }, 8],
    [' -0.5 ', {}, -0.5],
    ['0.3', { step: 0.1 }, 0.3],
    ['7', { min: 1, step: 2 }, 7],
    ['1e3', {}, 1000],
  ])('%j with %j passes', (text, rules, value) => {
    expect(checkNumber(text, rules)).toEqual({ is: 'value', value })
  })
})

test('JSON that does not parse says what is wrong', () => {
  expect(checkJson('{"a": 1}')).toEqual({ is: 'value', value: { a: 1 } })
  expect(checkJson('{"a": }')).toMatchObject({ is: 'wrong', reason: expect.stringContaining("'}'") })
  expect(checkJson('  ')).toEqual({ is: 'missing', reason: 'Enter JSON' })
})

describe('a file is taken by its name or its type', () => {
  const file = (name: string, type = '') => new File(['x'], name, { type })
  test.each([
    [[], file('any'), true],
    [['.txt'], file('NOTES.TXT'), true],
    [['.txt'], file('notes.txt.exe'), false],
    [['image/*'], file('a', 'image/png'), true],
    [['image/*'], file('image/a.png', 'text/plain'), false],
    [['application/json', '.csv'], file('a.csv', 'text/csv'), true],
    [[' Text/Plain '], file('a', 'text/plain'), true],
  ])('%j', (accept, given, taken) => {
    expect(checkFile({ accept }, given).is).toBe(taken ? 'value' : 'wrong')
  })

  test('one that does not fit is named with what would', () => {
    expect(checkFile({ accept: ['.txt', '.md'] }, file('a.exe'))).toEqual({
      is: 'wrong',
      reason: '“a.exe” is none of .txt, .md',
    })
    expect(checkFile({ accept: [] }, undefined).is).toBe('missing')
  })
})
