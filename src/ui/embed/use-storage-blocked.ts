import { useEffect, useState } from 'react'

/**
 * True where the browser gives a frame of another site no storage: without Web Locks and a database there is no pool.
 * Partitioned storage, which most browsers give, is enough.
 */
export function useStorageBlocked(): boolean {
  const [blocked, setBlocked] = useState(false)
  useEffect(() => {
    if (!isSecureContext) return
    navigator.locks
      .request('sublet-embed', { ifAvailable: true }, () => undefined)
      .catch((thrown: unknown) => {
        if (!(thrown instanceof DOMException) || thrown.name !== 'SecurityError') throw thrown
        setBlocked(true)
      })
  }, [])
  return blocked
}
