import { useEffect, useState } from 'react'

/**
 * `performance.now()`, renewed every `everyMs` while `active`; at rest it costs nothing. For leaves of the
 * page only: whoever calls it renders at that rate.
 */
export function useNow(active: boolean, everyMs = 100): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!active) return
    const tick = () => setNow(performance.now())
    tick()
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [active, everyMs])
  return now
}
