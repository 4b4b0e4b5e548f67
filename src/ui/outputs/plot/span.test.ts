import { expect, test } from 'vitest'
import { containing, stepOf, wholeSpan, zoomed } from './span'

const WHOLE = { min: 0, max: 100 }

test('bars and points have room at the ends, lines reach them', () => {
  expect(wholeSpan([0, 10], 'line')).toEqual({ min: 0, max: 10 })
  expect(wholeSpan([0, 2, 10], 'bar')).toEqual({ min: -1, max: 11 })
  expect(wholeSpan([0, 10], 'scatter')).toEqual({ min: -0.2, max: 10.2 })
  expect(wholeSpan([7], 'line')).toEqual({ min: 6.5, max: 7.5 })
})

test('the step is the smallest distance; points at one place have none', () => {
  expect(stepOf([0, 5, 5, 7])).toBe(2)
  expect(stepOf([3])).toBe(1)
})

test('what is zoomed at stays where it is', () => {
  expect(zoomed(WHOLE, WHOLE, 25, 0.5)).toEqual({ min: 12.5, max: 62.5 })
})

test('at the edge it does not go beyond, and far enough out it is the whole again', () => {
  expect(zoomed({ min: 0, max: 10 }, WHOLE, 10, 2)).toEqual({ min: 0, max: 20 })
  expect(zoomed({ min: 0, max: 60 }, WHOLE, 30, 2)).toBeUndefined()
})

test('it ends before numbers do', () => {
  const narrow = { min: 50, max: 50.0001 }
  expect(zoomed(narrow, WHOLE, 50, 0.5)).toBe(narrow)
})

test('a view moves along with what is looked at', () => {
  expect(containing({ min: 10, max: 20 }, WHOLE, 15)).toEqual({ min: 10, max: 20 })
  expect(containing({ min: 10, max: 20 }, WHOLE, 25)).toEqual({ min: 15, max: 25 })
  expect(containing({ min: 10, max: 20 }, WHOLE, 5)).toEqual({ min: 5, max: 15 })
})
