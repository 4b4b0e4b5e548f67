import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHeap } from './heap'

test('a heap gives its items in order, whatever was removed from its middle', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer()), fc.func(fc.boolean()), (numbers, isRemoved) => {
      const heap = createHeap<{ key: number; place: number }>((a, b) => a.key - b.key)
      const items = numbers.map((key) => ({ key, place: -1 }))
      for (const item of items) heap.add(item)
      for (const item of items) if (isRemoved(item.key)) expect(heap.remove(item)).toBe(true)
      for (const item of items) if (isRemoved(item.key)) expect(heap.remove(item)).toBe(false)
      const drained: number[] = []
      for (let first = heap.first(); first !== undefined; first = heap.first()) {
        drained.push(first.key)
        heap.remove(first)
      }
      expect(drained).toEqual(numbers.filter((key) => !isRemoved(key)).sort((a, b) => a - b))
      expect(heap.size).toBe(0)
    }),
    { numRuns: 300 },
  )
})
