/** What a chain holds knows its neighbours. */
export interface Linked<T> {
  older: T | undefined
  newer: T | undefined
  linked: boolean
}

/**
 * Items in the order in which they were added; all of it O(1). A `Set` keeps the places of what was deleted, so
 * that one whose oldest are taken again and again is slow to find its first.
 */
export interface Chain<T extends Linked<T>> extends Iterable<T> {
  readonly size: number
  first(): T | undefined
  has(item: T): boolean
  /** Behind all others. Does nothing for what is in already. */
  add(item: T): void
  delete(item: T): void
}

export function createChain<T extends Linked<T>>(): Chain<T> {
  let oldest: T | undefined
  let newest: T | undefined
  let size = 0
  return {
    get size() {
      return size
    },
    first: () => oldest,
    has: (item) => item.linked,
    add(item) {
      if (item.linked) return
      item.linked = true
      item.older = newest
      item.newer = undefined
      if (newest) newest.newer = item
      else oldest = item
      newest = item
      size += 1
    },
    delete(item) {
      if (!item.linked) return
      item.linked = false
      const { older, newer } = item
      if (older) older.newer = newer
      else oldest = newer
      if (newer) newer.older = older
      else newest = older
      item.older = undefined
      item.newer = undefined
      size -= 1
    },
    /** What comes next is looked up before an item is handed out, so that this may be deleted. */
    *[Symbol.iterator]() {
      for (let at = oldest; at; ) {
        const { newer } = at
        yield at
        at = newer
      }
    },
  }
}
