import { type RefObject, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { BlocksSpec } from '../../host/types'
import type { Blocks } from './blocks'

/** Lets the timers tick while the demo is ready and someone can see it: a tick may take a lease. */
export function useTimers(
  blocks: Blocks,
  { components }: BlocksSpec,
  place: RefObject<Element | null>,
  ready: boolean,
): void {
  const { active } = useStore(blocks.holding.state)
  const seen = useSeen(place)
  useEffect(() => {
    if (!seen || !ready) return
    const intervals = components.flatMap((component, number) =>
      component.kind === 'timer' && (active.get(number) ?? component.active)
        ? [setInterval(() => blocks.tick(number), component.every * 1000)]
        : [],
    )
    return () => {
      for (const interval of intervals) clearInterval(interval)
    }
  }, [blocks, components, active, seen, ready])
}

/** The tab is in front, and the place is not scrolled away. */
function useSeen(place: RefObject<Element | null>): boolean {
  const [visible, setVisible] = useState(() => document.visibilityState === 'visible')
  const [inView, setInView] = useState(false)
  useEffect(() => {
    const look = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  useEffect(() => {
    if (place.current === null) return
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)?.isIntersecting ?? false))
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place])
  return visible && inView
}
