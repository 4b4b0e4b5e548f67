import * as v from 'valibot'
import { expect, test } from 'vitest'
import { fromRunnerSchema } from './runner'

const parses = (outputs: unknown): boolean =>
  v.is(fromRunnerSchema, { type: 'yield', call: '1', outputs, skipped: [] })

test('outputs are at most as many as an Interface has', () => {
  expect(parses([1, 'two'])).toBe(true)
  expect(parses(new Array(64).fill(null))).toBe(true)
  expect(parses(new Array(65).fill(null))).toBe(false)
})

test('an array of holes is dropped by its length, and not walked', () => {
  expect(parses(new Array(2 ** 32 - 1))).toBe(false)
})
