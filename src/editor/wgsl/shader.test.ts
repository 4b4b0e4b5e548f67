import { expect, test } from 'vitest'
import { placeOf } from './shader'

const file = 'file:///demo/handler.ts'
const shader = {
  pieces: [
    { text: 'let a = ', place: { file, start: 100, end: 108 }, verbatim: true },
    { text: '128', place: { file, start: 108, end: 115 }, verbatim: false },
    { text: 'fn b', place: { file, start: 10, end: 14 }, verbatim: true },
  ],
}

test('a stretch that ends in a value has all of it', () => {
  expect(placeOf(shader, 4, 9)).toEqual({ file, start: 104, end: 115 })
})

test('a stretch that goes on in an earlier literal ends with what it begins in', () => {
  expect(placeOf(shader, 7, 13)).toEqual({ file, start: 107, end: 108 })
})

test('an empty stretch, and one behind the end, is a place', () => {
  expect(placeOf(shader, 5, 5)).toEqual({ file, start: 105, end: 105 })
  expect(placeOf(shader, 15, 15)).toEqual({ file, start: 14, end: 14 })
  expect(placeOf({ pieces: [] }, 0, 0)).toBeUndefined()
})
