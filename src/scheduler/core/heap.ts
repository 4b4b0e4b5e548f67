/** What a heap holds knows its own place, so that it can be removed without a search. -1 before the first `add`. */
export interface Placed {
  place: number
}

/** A heap that can also remove from its middle: `add` and `remove` are O(log n), `first` is O(1). */
export interface Heap<T extends Placed> {
  readonly size: number
  first(): T | undefined
  /** An item is in one heap at a time, once. Its order must not change while it is in. */
  add(item: T): void
  /** True if it was in. */
  remove(item: T): boolean
}

/** Four children to a parent: half the levels of a binary heap, and siblings lie side by side in memory. */
const CHILDREN = 4

/** `compare` is that of `Array.sort`: negative when the first argument goes first. */
export function createHeap<T extends Placed>(compare: (a: T, b: T) => number): Heap<T> {
  const items: T[] = []

  /** Fills the gap at `at` with `item`, or with those above it that go after it. */
  function up(item: T, from: number): void {
    let at = from
    while (at > 0) {
      const above = Math.floor((at - 1) / CHILDREN)
      const parent = items[above]
      if (parent === undefined || compare(item, parent) >= 0) break
      items[at] = parent
      parent.place = at
      at = above
    }
    items[at] = item
    item.place = at
  }

  /** Fills the gap at `at` with `item`, or with those below it that go before it. */
  function down(item: T, from: number): void {
    let at = from
    for (;;) {
      let child = CHILDREN * at + 1
      let first = items[child]
      if (first === undefined) break
      const end = Math.min(child + CHILDREN, items.length)
      for (let other = child + 1; other < end; other++) {
        const sibling = items[other]
        if (sibling === undefined || compare(sibling, first) >= 0) continue
        first = sibling
        child = other
      }
      if (compare(item, first) <= 0) break
      items[at] = first
      first.place = at
      at = child
    }
    items[at] = item
    item.place = at
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
      const at = item.place
      if (items[at] !== item) return false
      const last = items.pop()
      // The last item fills the gap, and may belong above or below it.
      if (last !== undefined && last !== item) {
        down(last, at)
        if (last.place === at) up(last, at)
      }
      return true
    },
  }
}
