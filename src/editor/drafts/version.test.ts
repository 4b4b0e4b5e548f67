import { expect, test } from 'vitest'
import { headOf, readVersions } from './version'
import { version } from './version.fixture'

test('what another version of the page has written is counted, and not read', () => {
  const kept = [version(1), { ...version(2), why: 'dreamt' }, null, version(3)]
  expect(readVersions(kept)).toEqual({ versions: [version(3), version(1)], unread: 2 })
})

test('an editor opens with the newest, and not with what a tab that was taken over wrote late', () => {
  expect(headOf([version(1), version(2)])?.id).toBe(2)
  expect(headOf([version(1), version(2, { term: 2 }), version(3, { why: 'left' })])?.id).toBe(2)
  expect(headOf([])).toBeUndefined()
})
