import { useEffect, useRef } from 'react'
import styles from './pixel-canvas.module.css'

/** A thumbnail of raw pixels with sharp edges; decoration beside a text that says the same. */
export function PixelCanvas({ image }: { image: ImageData | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    // Setting the size also wipes the canvas.
    element.width = image?.width ?? 1
    element.height = image?.height ?? 1
    if (image !== undefined) element.getContext('2d')?.putImageData(image, 0, 0)
  }, [image])
  return (
    <span aria-hidden="true">
      <canvas ref={canvas} className={styles.pixels} />
    </span>
  )
}
