import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'wouter'

/** Each place of the site is scrolled to where it was left. */
export function useKeptScroll(): void {
  const [location] = useLocation()
  const current = useRef(location)
  const left = useRef(new Map<string, number>())

  useEffect(() => {
    const onScroll = () => left.current.set(current.current, window.scrollY)
    window.addEventListener('scroll', onScroll, { passive: true })
    return () => window.removeEventListener('scroll', onScroll)
  }, [])

  // Before the new place is painted; by then the old one has no height that could be asked for.
  useLayoutEffect(() => {
    if (current.current === location) return
    current.current = location
    window.scrollTo({ top: left.current.get(location) ?? 0, behavior: 'instant' })
  }, [location])
}
