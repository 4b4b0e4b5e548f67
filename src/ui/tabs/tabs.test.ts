import { expect, test } from 'vitest'
import { keepTabs, readTabs } from './kept-tabs'
import { close, inView, NO_TABS, neighbour, next, putBack, show, split } from './tabs'

const open = (...ids: string[]) => ids.reduce((tabs, id) => show(tabs, id, true), NO_TABS)

test('a demo that comes into view gets a tab, once; those that were open stay where they are', () => {
  const tabs = open('a', 'b', 'a')
  expect(tabs).toEqual({ open: ['a', 'b'], seen: ['a', 'b'], main: 'a', beside: undefined })
  expect(show(tabs, 'a', true)).toBe(tabs)
})

test('when one is closed its neighbour comes into view, what is beside it first', () => {
  const tabs = open('a', 'b', 'c')
  expect(next(tabs, 'a')).toBe('b')
  expect(next(tabs, 'c')).toBe('b')
  expect(next(open('a'), 'a')).toBeUndefined()
  expect(next(split(tabs, 'a'), 'c')).toBe('a')
  expect(close(tabs, 'c')).toMatchObject({ open: ['a', 'b'], seen: ['a', 'b'], main: 'b' })
  expect(close(tabs, 'x')).toBe(tabs)
})

test('what is put back has its place, and is a title until it comes into view', () => {
  const tabs = putBack(close(open('a', 'b', 'c'), 'b'), 'b', 1)
  expect(tabs).toMatchObject({ open: ['a', 'b', 'c'], seen: ['a', 'c'] })
  expect(putBack(tabs, 'b', 0)).toBe(tabs)
})

test('two side by side keep their columns; the one that is chosen has the keys', () => {
  const tabs = split(open('a', 'b', 'c'), 'a')
  expect(inView(tabs, 'c', true)).toEqual(['a', 'c'])
  expect(inView(tabs, 'c', false)).toEqual(['c'])
  const swapped = show(tabs, 'a', true)
  expect(swapped).toMatchObject({ main: 'a', beside: 'c' })
  expect(inView(swapped, 'a', true)).toEqual(['a', 'c'])
  // A third one takes the place of the one that has the keys.
  expect(inView(show(swapped, 'b', true), 'b', true)).toEqual(['b', 'c'])
  expect(close(tabs, 'a')).toMatchObject({ main: 'c', beside: undefined })
  expect(close(tabs, 'c')).toMatchObject({ main: 'a', beside: undefined })
  expect(inView(split(tabs, undefined), 'c', true)).toEqual(['c'])
})

test('the keys go round the strip, from wherever one is', () => {
  const tabs = open('a', 'b', 'c')
  expect(neighbour(tabs, 'c', 1)).toBe('a')
  expect(neighbour(tabs, 'a', -1)).toBe('c')
  expect(neighbour(tabs, undefined, 1)).toBe('a')
  expect(neighbour(NO_TABS, 'a', 1)).toBeUndefined()
})

test('after a reload the tabs are titles again; what is no list of tabs is none', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  expect(readTabs(storage)).toBe(NO_TABS)
  keepTabs(storage, split(open('a', 'b'), 'a'))
  expect(readTabs(storage)).toEqual({ open: ['a', 'b'], seen: [], main: undefined, beside: 'a' })
  for (const odd of ['', '{', '[]', '{"open":[1]}', '{"open":["a","a"],"beside":"x"}']) {
    storage.setItem('sublet-tabs', odd)
    expect(readTabs(storage).open).toEqual(odd.includes('"a"') ? ['a'] : [])
    expect(readTabs(storage).beside).toBeUndefined()
  }
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError')
  }
  expect(() => keepTabs({ ...storage, setItem: full }, open('a'))).not.toThrow()
})
