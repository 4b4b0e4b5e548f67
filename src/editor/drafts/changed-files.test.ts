import { expect, test } from 'vitest'
import { changedFiles } from './changed-files'

test('only what differs, with both sides and its lines', () => {
  const before = [
    { path: 'handler.ts', source: 'a\nb\n' },
    { path: 'gone.ts', source: 'x\n' },
    { path: 'README.md', source: 'same' },
  ]
  const after = [
    { path: 'handler.ts', source: 'a\nc\n' },
    { path: 'new.wgsl', source: 'y\nz\n' },
    { path: 'README.md', source: 'same' },
  ]
  expect(changedFiles(before, after)).toEqual([
    { path: 'handler.ts', before: 'a\nb\n', after: 'a\nc\n', added: 1, removed: 1 },
    { path: 'new.wgsl', before: '', after: 'y\nz\n', added: 2, removed: 0 },
    { path: 'gone.ts', before: 'x\n', after: '', added: 0, removed: 1 },
  ])
})
