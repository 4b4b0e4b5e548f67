import { expect, test } from 'vitest'
import { marked } from './check.fixture'
import { fixedStorage } from './fixed-storage'

test.each([
  ["indexedDB.open('x')", "indexedDB.open('x')"],
  ["localStorage.setItem('a', 'b')", "localStorage.setItem('a', 'b')"],
  ["await caches.open('x')", "caches.open('x')"],
  ['await navigator.storage.getDirectory()', 'navigator.storage.getDirectory()'],
  ["self.indexedDB.open('x')", "self.indexedDB.open('x')"],
])('%s', (code, node) => {
  expect(marked(fixedStorage, `${code}\nexport {}`)).toEqual([node])
})

test.each([
  "const caches = new Map<string, number>(); caches.set('a', 1)",
  'const settings = { localStorage: { key: 1 } }; settings.localStorage.key = 2',
  'function f(indexedDB: string[]) { indexedDB.push(String(f)) }',
])('%s: another one of that name', (code) => {
  expect(marked(fixedStorage, `${code}\nexport {}`)).toEqual([])
})
