import { useSyncExternalStore } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { PoolState } from '../../host/types'
import { useRooms } from '../host-context'

/**
 * When the parts of a page that show the pool may change: with each snapshot that is shown, and by a timer where none
 * comes. Whatever moves at another moment lays out and paints the page once more.
 */
export interface Beat {
  /** `performance.now()` of the last one. */
  at(): number
  /** No timer runs while nobody listens. @returns ends it */
  subscribe(listener: () => void): () => void
}

const EVERY_MS = 100
/** Longer than from one snapshot to the next, so that the timer does not fire right before it. */
const AFTER_SNAPSHOT_MS = 130

export function createBeat(pool: { subscribe(listener: () => void): () => void }): Beat {
  const listeners = new Set<() => void>()
  let at = performance.now()
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: (() => void) | undefined

  function beat(nextMs: number): void {
    at = performance.now()
    clearTimeout(timer)
    timer = setTimeout(beat, nextMs, EVERY_MS)
    for (const listener of listeners) listener()
  }

  return {
    at: () => at,
    subscribe(listener) {
      listeners.add(listener)
      if (stop === undefined) {
        at = performance.now()
        timer = setTimeout(beat, EVERY_MS, EVERY_MS)
        stop = pool.subscribe(() => beat(AFTER_SNAPSHOT_MS))
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearTimeout(timer)
        stop?.()
        stop = undefined
      }
    },
  }
}

const beats = new WeakMap<StoreApi<PoolState>, Beat>()

/** The one of this page. */
export function useBeat(): Beat {
  const { pool } = useRooms()
  const known = beats.get(pool) ?? createBeat(pool)
  beats.set(pool, known)
  return known
}

/** `performance.now()`, renewed with each beat while `active`; at rest it costs nothing. For leaves of the page only. */
export function useBeatTime(active: boolean): number {
  const { subscribe, at } = useBeat()
  return useSyncExternalStore(active ? subscribe : rest, at)
}

function rest(): () => void {
  return () => undefined
}
