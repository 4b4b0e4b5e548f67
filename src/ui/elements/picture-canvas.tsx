import { type Ref, useEffect, useRef } from 'react'
import styles from './picture-canvas.module.css'

export type PictureSource = ImageData | ImageBitmap

/** Shows a picture at its size, shrunk where there is no room, enlarged with sharp pixels where it is tiny. */
export function PictureCanvas({
  source,
  label,
  handle,
}: {
  source: PictureSource
  label: string
  /** To read the pixels back, for a download. */
  handle?: Ref<HTMLCanvasElement>
}) {
  const own = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = own.current
    if (canvas === null) return
    const { width, height } = source
    const context = canvas.getContext('2d')
    // To set the size, even to the same, is to make all of it anew; a stream of pictures would pay that for each.
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
    else context?.clearRect(0, 0, width, height)
    if (source instanceof ImageData) context?.putImageData(source, 0, 0)
    else context?.drawImage(source, 0, 0)
  }, [source])
  const attach = (element: HTMLCanvasElement | null) => {
    own.current = element
    if (typeof handle === 'function') handle(element)
    else if (handle !== null && handle !== undefined) handle.current = element
  }
  const tiny = Math.max(source.width, source.height) < 128
  return (
    <canvas
      ref={attach}
      role="img"
      aria-label={label}
      className={`${styles.picture} ${tiny ? styles.tiny : ''}`}
    />
  )
}
