/** A binary heap that can also remove from its middle: `add` and `remove` are O(log n), `first` is O(1). */
export interface Heap<T> {
  readonly size: number
  first(): T | undefined
  /** An item is in the heap once. Its order must not change while it is in. */
  add(item: T): void
  /** True if it was in. */
  remove(item: T): boolean
}

/** `compare` is that of `Array.sort`: negative when the first argument goes first. */
export function createHeap<T>(compare: (a: T, b: T) => number): Heap<T> {
  const items: T[] = []
  const places = new Map<T, number>()

  const put = (item: T, at: number): void => {
    items[at] = item
    places.set(item, at)
  }

  function up(item: T, from: number): number {
    let at = from
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = items[above]
      if (parent === undefined || compare(item, parent) >= 0) break
      put(parent, at)
      at = above
    }
    put(item, at)
    return at
  }

  function down(item: T, from: number): void {
    let at = from
    for (;;) {
      const left = 2 * at + 1
      const a = items[left]
      if (a === undefined) break
      const b = items[left + 1]
      const rightFirst = b !== undefined && compare(b, a) < 0
      const child = rightFirst ? b : a
      if (compare(item, child) <= 0) break
      put(child, at)
      at = rightFirst ? left + 1 : left
    }
    put(item, at)
  }

  return {
    get size() {
      return items.length
    },
    first: () => items[0],
    add(item) {
      items.push(item)
      up(item, items.length - 1)
    },
    remove(item) {
      const at = places.get(item)
      if (at === undefined) return false
      places.delete(item)
      const last = items.pop()
      // The last item fills the gap, and may belong above or below it.
      if (last !== undefined && last !== item && up(last, at) === at) down(last, at)
      return true
    },
  }
}
