import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHeap } from './heap'
import { createVirtualPool } from './pool.fixture'
import { placeChanges } from './queue'

test('a heap gives its items in order, whatever was removed from its middle', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.func(fc.boolean()), (items, isRemoved) => {
      const heap = createHeap<number>((a, b) => a - b)
      for (const item of items) heap.add(item)
      for (const item of items) if (isRemoved(item)) expect(heap.remove(item)).toBe(true)
      const drained: number[] = []
      for (let first = heap.first(); first !== undefined; first = heap.first()) {
        drained.push(first)
        heap.remove(first)
      }
      expect(drained).toEqual(items.filter((item) => !isRemoved(item)).sort((a, b) => a - b))
      expect(heap.size).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('only the places that changed are told', () => {
  const pool = createVirtualPool()
  pool.connect('a')
  pool.ask('a', { request: 'holder', size: 'xlarge' })
  for (const [request, seconds] of [
    ['long', 30],
    ['middle', 20],
  ] as const)
    pool.ask('a', { request, seconds })
  const places = () => placeChanges(pool.state).map(({ request, position }) => [position, request])
  expect(places()).toEqual([
    [1, 'middle'],
    [2, 'long'],
  ])
  pool.ask('a', { request: 'between', seconds: 25 })
  expect(places()).toEqual([
    [2, 'between'],
    [3, 'long'],
  ])
  pool.tell('a', { type: 'cancel', request: 'long' })
  expect(places()).toEqual([])
})
