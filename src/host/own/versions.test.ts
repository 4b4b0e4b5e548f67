import { expect, test } from 'vitest'
import type { OwnEntry } from './record'
import { createVersions } from './versions'

const entry = (id: string, changedAt: number): OwnEntry => ({
  id,
  card: {
    title: id,
    emoji: '🔢',
    colorFrom: 'red',
    colorTo: 'blue',
    shortDescription: '',
    license: 'mit',
    models: [],
    tags: [],
  },
  createdAt: 1,
  changedAt,
  origin: 'template',
})

test('what is open is newer in the database once another tab has written it', () => {
  const versions = createVersions()
  versions.listed([entry('one', 1), entry('two', 1)])
  versions.opened('one')
  expect(versions.newer()).toEqual([])
  versions.listed([entry('one', 2), entry('two', 2)])
  expect(versions.newer()).toEqual(['one'])
  versions.closed('one')
  expect(versions.newer()).toEqual([])
  versions.opened('one')
  expect(versions.newer()).toEqual([])
})

test('what this page wrote it has; what another tab wrote over it is newer, by whatever clock', () => {
  const versions = createVersions()
  versions.listed([entry('one', 5)])
  versions.opened('one')
  versions.wrote(entry('one', 6))
  versions.listed([entry('one', 6)])
  expect(versions.newer()).toEqual([])
  versions.listed([entry('one', 4)])
  expect(versions.newer()).toEqual(['one'])
})

test('one that is gone is not newer, nor when it is put back as it was', () => {
  const versions = createVersions()
  versions.listed([entry('one', 1)])
  versions.opened('one')
  versions.listed([])
  expect(versions.newer()).toEqual([])
  versions.listed([entry('one', 1)])
  expect(versions.newer()).toEqual([])
})

test('that it is the visitor’s now is another version', () => {
  const versions = createVersions()
  versions.listed([{ ...entry('one', 1), foreign: { from: 'a link' } }])
  versions.opened('one')
  versions.listed([entry('one', 1)])
  expect(versions.newer()).toEqual(['one'])
})
