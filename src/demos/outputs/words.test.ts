import { expect, test } from 'vitest'
import { isWord, kindOf, letterShares, piecesOf } from './words'

test('the pieces are the words and what is between them', () => {
  expect(piecesOf('It’s 1843, Ada!')).toEqual(['It’s', ' ', '1843', ', ', 'Ada', '!'])
  expect(piecesOf('')).toEqual([])
  expect(piecesOf('It’s 1843, Ada!').filter(isWord)).toHaveLength(3)
})

test('numbers, capitals and long words are told apart', () => {
  expect(['1843', 'Ada', 'mathematics', 'met', ', '].map(kindOf)).toEqual([
    'number',
    'capital',
    'long word',
    null,
    null,
  ])
})

test('the shares of the letters add up to one', () => {
  expect(letterShares('Anna 1')).toEqual({ a: 0.5, n: 0.5 })
  expect(letterShares('12')).toEqual({})
})
