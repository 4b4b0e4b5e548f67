import { expect, test } from 'vitest'
import type { WireError } from '../../host/types'
import { failureOf } from './failure-of'

const files = ['handler.ts', 'lib/maths.ts'].map((path) => ({
  path,
  source: `of ${path}`,
  code: '',
  map: '',
}))
const error = (code: WireError['code']): WireError => ({
  code,
  message: 'too large',
  wayOut: '',
  figures: {},
  stack,
})
const stack = `RangeError: too large
    at half (lib/maths.ts:3:9)
    at other (onnxruntime-web:1:2)
    at async fn (handler.ts:12:5)`

test('the places of a stack that are in files of the demo, the innermost first, with what ran there', () => {
  expect(failureOf(error('HandlerFailed'), files)).toEqual({
    message: 'too large',
    places: [
      { path: 'lib/maths.ts', line: 3, column: 9, source: 'of lib/maths.ts' },
      { path: 'handler.ts', line: 12, column: 5, source: 'of handler.ts' },
    ],
  })
})

test('a run that was stopped failed nowhere', () => {
  expect(failureOf(error('Cancelled'), files).places).toEqual([])
})
