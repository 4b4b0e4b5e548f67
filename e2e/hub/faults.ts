/** What goes wrong with a file. Parts combine: a slow download of flipped bytes that is cut. */
export interface Fault {
  /** How many requests it hits, from now on; all of them when absent. */
  times?: number
  /** Which origin refuses when there is a `status`; the hub when absent. What spoils bytes is where they are. */
  at?: 'hub' | 'cdn'
  /** Answers with this and no file. 404 and 429 come with the hub's own headers. */
  status?: number
  /** Seconds, in `retry-after` and in the hub's own `ratelimit`. */
  retryAfter?: number
  /** Ends the connection after so many bytes of the body. */
  cutAfter?: number
  /** Sends nothing more after so many bytes of the body, and leaves the connection open. */
  stallAfter?: number
  /** Offsets in the file: the lowest bit of each of these bytes is wrong. */
  flip?: readonly number[]
  bytesPerSecond?: number
  /** `Range` is ignored: always 200 and the whole file. */
  noRange?: true
  /** No `content-length`, as where a server encodes while it sends. */
  noLength?: true
  /** The digest that the hub declares, in headers and API, is that of other bytes. */
  wrongDigest?: true
  /** Without quotes. The same bytes under another validator, as after a move to another CDN. */
  etag?: string
}

export interface Faults {
  set(key: string, fault: Fault): void
  clear(key?: string): void
  /** What holds for the file now; this does not count as a request. */
  peek(key: string): Fault
  /** What holds for a request that arrives at this origin, which is counted where the fault is meant for it. */
  take(key: string, at: 'hub' | 'cdn', bytesAreHere: boolean): Fault
}

export function createFaults(): Faults {
  const faults = new Map<string, { fault: Fault; left: number }>()
  const peek = (key: string): Fault => faults.get(key)?.fault ?? {}
  return {
    set: (key, fault) => void faults.set(key, { fault, left: fault.times ?? Number.POSITIVE_INFINITY }),
    clear: (key) => (key === undefined ? faults.clear() : void faults.delete(key)),
    peek,
    take(key, at, bytesAreHere) {
      const entry = faults.get(key)
      if (entry === undefined) return {}
      const { fault } = entry
      const isHere = fault.status === undefined ? bytesAreHere : at === (fault.at ?? 'hub')
      if (!isHere) return {}
      entry.left--
      if (entry.left <= 0) faults.delete(key)
      return fault
    },
  }
}
