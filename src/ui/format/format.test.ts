import { describe, expect, test } from 'vitest'
import { formatBytes, formatBytesOf } from './bytes'
import { formatCharge, formatClock, formatDeclared, formatSeconds } from './time'

describe('durations', () => {
  test.each([
    [0, '0.0 s'],
    [40, '0.0 s'],
    [60, '0.1 s'],
    [8_640, '8.6 s'],
    [12_000, '12.0 s'],
    [99_940, '99.9 s'],
    [99_960, '100 s'],
    [-5, '0.0 s'],
  ])('%d ms of a countdown read %s', (ms, text) => {
    expect(formatSeconds(ms)).toBe(text)
  })

  test('a declaration is told as it was written', () => {
    expect(formatDeclared(12)).toBe('12 s')
    expect(formatDeclared(0.5)).toBe('0.5 s')
  })

  test('a bill keeps hundredths', () => {
    expect(formatCharge(4_083)).toBe('4.08 s')
    expect(formatCharge(0)).toBe('0.00 s')
  })

  test.each([
    [2_300_000, '38:20'],
    [2_399_999, '39:59'],
    [5_000, '0:05'],
    [999, '0:00'],
    [76_064_000, '21:07:44'],
    [3_600_000, '1:00:00'],
    [-1, '0:00'],
  ])('%d ms left read %s: never more than there is', (ms, text) => {
    expect(formatClock(ms)).toBe(text)
  })
})

describe('bytes', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 KB'],
    [3_400, '3.4 KB'],
    [999_960, '1 MB'],
    [11_200_000, '11 MB'],
    [1_400_000_000, '1.4 GB'],
  ])('%d read %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  test('a part is told in the unit of the whole', () => {
    expect(formatBytesOf(200_000, 11_000_000)).toBe('0.2 of 11 MB')
    expect(formatBytesOf(0, 400_000)).toBe('0 of 400 KB')
  })
})
