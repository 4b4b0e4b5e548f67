import { type RefObject, useEffect, useRef, useState } from 'react'

/** The width of an element in CSS pixels, as it changes; 0 until it is laid out. */
export function useWidth<Element extends HTMLElement>(): [number, RefObject<Element | null>] {
  const [width, setWidth] = useState(0)
  const place = useRef<Element>(null)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [width, place]
}
