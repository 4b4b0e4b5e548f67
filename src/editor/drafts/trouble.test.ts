import { expect, test } from 'vitest'
import { DraftsFull, sizeText, troubleOf } from './trouble'

test('each has its numbers and a way out', () => {
  expect(troubleOf(new DraftsFull(72_000_000, 9), 12_000)).toMatchObject({
    code: 'TooLarge',
    message: expect.stringContaining('may hold 64 MB in this browser, and hold 72 MB in 9 demos'),
    wayOut: expect.stringContaining('Delete the drafts of other demos'),
    figures: { heldBytes: 72_000_000, demos: 9, allowedBytes: 64_000_000, textBytes: 12_000 },
  })
  expect(troubleOf(new DOMException('', 'QuotaExceededError'), 12_345)).toMatchObject({
    code: 'StorageFull',
    message: expect.stringContaining('13 KB of text'),
    wayOut: expect.stringContaining('Models page'),
  })
  expect(troubleOf(new DOMException('denied', 'SecurityError'), 0)).toMatchObject({
    code: 'NoStorage',
    message: expect.stringContaining('SecurityError: denied'),
    wayOut: expect.stringContaining('private window'),
  })
})

test('sizes in decimal units', () => {
  expect([1, 999_999, 1_400_000, 64_000_000].map(sizeText)).toEqual(['1 KB', '1000 KB', '1.4 MB', '64 MB'])
})
