import { describe, expect, test } from 'vitest'
import { changesOf, checkDraft, draftOf } from './draft'

const settings = { budgetBytes: 4e9, keepAliveMs: 60_000, queueLimit: 64 }
const draft = draftOf(settings)

describe('the settings of the pool', () => {
  test('are shown in gigabytes and seconds, and read back as they were', () => {
    expect(draft).toEqual({ budget: '4', keepAlive: '60', queueLimit: '64' })
    expect(checkDraft(draft)).toEqual({ ok: true, settings })
  })

  test.each([
    ['budget', ''],
    ['budget', '0'],
    ['budget', '-1'],
    ['budget', 'four'],
    ['keepAlive', '86401'],
    ['keepAlive', '-0.1'],
    ['queueLimit', '0'],
    ['queueLimit', '1001'],
    ['queueLimit', '2.5'],
  ])('refuse %s: "%s", and only that', (field, text) => {
    const checked = checkDraft({ ...draft, [field]: text })
    expect(checked.ok ? [] : Object.keys(checked.errors)).toEqual([field])
  })

  test('take what lies on the bounds', () => {
    expect(checkDraft({ budget: '0.000000001', keepAlive: '0', queueLimit: '1000' })).toEqual({
      ok: true,
      settings: { budgetBytes: 1, keepAliveMs: 0, queueLimit: 1000 },
    })
  })

  test('set only what has changed, so that two tabs do not undo each other', () => {
    expect(changesOf(settings, { ...settings, queueLimit: 5 })).toEqual({ queueLimit: 5 })
    expect(changesOf(settings, settings)).toEqual({})
  })
})
