import { type RefObject, useEffect, useRef } from 'react'

/** Aborts when whoever asked has left; undefined until they are there. For tasks that outlast what is shown. */
export function useLeft(): RefObject<AbortSignal | undefined> {
  const left = useRef<AbortSignal>(undefined)
  useEffect(() => {
    const mine = new AbortController()
    left.current = mine.signal
    return () => mine.abort()
  }, [])
  return left
}
