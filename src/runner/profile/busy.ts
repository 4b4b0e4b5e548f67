/** How long at least one of several things was going on. */
export interface Busy {
  begin(): void
  end(): void
  /** Milliseconds up to now. */
  total(): number
}

/** @param now milliseconds */
export function createBusy(now: () => number): Busy {
  let active = 0
  let since = 0
  let sum = 0
  return {
    begin() {
      if (active === 0) since = now()
      active += 1
    },
    end() {
      active -= 1
      if (active === 0) sum += now() - since
    },
    total: () => (active > 0 ? sum + now() - since : sum),
  }
}
