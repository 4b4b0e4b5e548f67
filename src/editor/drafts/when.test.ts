import { expect, test } from 'vitest'
import { ago, clockText } from './when'

const at = (text: string) => new Date(text).getTime()
const NOW = at('2026-11-22T14:03:07')

test('how long ago, in the largest unit that says something', () => {
  expect(ago(at('2026-11-22T14:02:30'), NOW)).toBe('just now')
  expect(ago(at('2026-11-22T13:51:00'), NOW)).toBe('12 min ago')
  expect(ago(at('2026-11-22T10:51:00'), NOW)).toBe('3 h ago')
  expect(ago(at('2026-11-21T10:00:00'), NOW)).toBe('1 day ago')
  expect(ago(at('2026-11-01T10:00:00'), NOW)).toBe('21 days ago')
  // The clock was put back.
  expect(ago(NOW + 5_000_000, NOW)).toBe('just now')
})

test('today with seconds, this year without, and older ones by their day', () => {
  expect(clockText(at('2026-11-22T09:01:02'), NOW)).toBe('09:01:02')
  expect(clockText(at('2026-11-21T09:01:02'), NOW)).toBe('21 Nov 09:01')
  expect(clockText(at('2025-11-21T09:01:02'), NOW)).toBe('21 Nov 2025')
})
