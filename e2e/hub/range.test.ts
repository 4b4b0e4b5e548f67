import { expect, test } from 'vitest'
import { wanted } from './range'

const ETAG = '"a"'

test.each([
  [undefined, { kind: 'whole' }],
  ['bytes=0-0', { kind: 'part', start: 0, end: 1 }],
  ['bytes=10-', { kind: 'part', start: 10, end: 100 }],
  ['bytes=10-5000', { kind: 'part', start: 10, end: 100 }],
  ['bytes=-30', { kind: 'part', start: 70, end: 100 }],
  ['bytes=-300', { kind: 'part', start: 0, end: 100 }],
  ['bytes=100-', { kind: 'outside' }],
  ['bytes=-0', { kind: 'outside' }],
  ['bytes=5-2', { kind: 'whole' }],
  ['bytes=-', { kind: 'whole' }],
  ['bytes=0-1,5-6', { kind: 'whole' }],
  ['lines=0-1', { kind: 'whole' }],
])('%s of 100 bytes', (range, expected) => {
  expect(wanted(100, ETAG, { range })).toEqual(expected)
})

test('If-Range: the file as it was, or all of the new one', () => {
  const range = 'bytes=10-19'
  expect(wanted(100, ETAG, { range, ifRange: '"a"' })).toEqual({ kind: 'part', start: 10, end: 20 })
  expect(wanted(100, ETAG, { range, ifRange: '"b"' })).toEqual({ kind: 'whole' })
  expect(wanted(100, ETAG, { range, ifRange: 'W/"a"' })).toEqual({ kind: 'whole' })
})
