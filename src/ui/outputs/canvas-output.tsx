import { useLayoutEffect, useRef } from 'react'
import styles from './outputs.module.css'

/** Shows the canvas that a call draws on. The element is the call's own, and keeps what was drawn last. */
export function CanvasOutput({ label, canvas }: { label: string; canvas: HTMLCanvasElement | undefined }) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (canvas === undefined) return
    canvas.role = 'img'
    canvas.ariaLabel = label
    place.current?.replaceChildren(canvas)
  }, [canvas, label])
  if (canvas === undefined) return <p className={styles.none}>Nothing was drawn.</p>
  return <div ref={place} className={styles.canvas} />
}
