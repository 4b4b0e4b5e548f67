import { useEffect, useState } from 'react'

type Listener = (now: number) => void

/** One timer for each rate: all that counts on the page counts at once, and React renders it in one go. */
const tickers = new Map<number, { listeners: Set<Listener>; timer: ReturnType<typeof setInterval> }>()

/**
 * `performance.now()`, renewed every `everyMs` while `active`; at rest it costs nothing. For leaves of the
 * page only: whoever calls it renders at that rate.
 */
export function useNow(active: boolean, everyMs = 100): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!active) return
    setNow(performance.now())
    return listen(everyMs, setNow)
  }, [active, everyMs])
  return now
}

function listen(everyMs: number, listener: Listener): () => void {
  const listeners = tickers.get(everyMs)?.listeners ?? new Set<Listener>()
  if (listeners.size === 0) {
    const tick = () => {
      const now = performance.now()
      for (const each of listeners) each(now)
    }
    tickers.set(everyMs, { listeners, timer: setInterval(tick, everyMs) })
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(tickers.get(everyMs)?.timer)
    tickers.delete(everyMs)
  }
}
