import { type RefObject, type UIEvent, useEffect, useLayoutEffect, useRef } from 'react'

/** Pixels from the end at which whoever scrolled counts as being there. */
const NEAR = 24

export interface FollowEnd {
  place: RefObject<HTMLDivElement | null>
  onScroll(event: UIEvent): void
}

/**
 * Keeps the end of what grows, or of what loses height to its neighbours, in sight, unless the visitor reads above.
 * @param sent how much of it the visitor has written: whoever adds to it wants to see what comes of it
 */
export function useFollowEnd(content: unknown, sent: number): FollowEnd {
  const place = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const lastTop = useRef(0)
  const lastSent = useRef(sent)

  const toEnd = (): void => {
    if (following.current) place.current?.scrollTo({ top: place.current.scrollHeight })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what is drawn
  useLayoutEffect(() => {
    if (sent > lastSent.current) following.current = true
    lastSent.current = sent
    toEnd()
  }, [content, sent])
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads nothing but refs
  useEffect(() => {
    if (place.current === null) return
    const observer = new ResizeObserver(toEnd)
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])

  return {
    place,
    onScroll({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) {
      // The event comes a frame late, when there may be more to scroll: only whoever goes up has left the end.
      if (scrollHeight - scrollTop - clientHeight < NEAR) following.current = true
      else if (scrollTop < lastTop.current) following.current = false
      lastTop.current = scrollTop
    },
  }
}
