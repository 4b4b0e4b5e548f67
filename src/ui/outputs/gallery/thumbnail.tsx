import { useEffect, useRef, useState } from 'react'
import own from './gallery.module.css'
import type { Picture } from './read-gallery'

/** Pixels of the longer side: sharp on most screens, and of hundreds of pictures little is held. */
const SIZE = 400

/** A small copy of a picture. The one before stays until the next is decoded, so that a stream does not flicker. */
export function Thumbnail({ picture }: { picture: Picture }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [broken, setBroken] = useState(false)

  useEffect(() => {
    let current = true
    copyOf(picture).then(
      (copy) => {
        // A newer one may have come while this one was decoded.
        if (current && canvas.current !== null) {
          draw(canvas.current, copy)
          setBroken(false)
        }
        copy.close()
      },
      // Decoding has one failure: the bytes are no picture; nor is a bitmap that was closed.
      () => {
        if (current) setBroken(true)
      },
    )
    return () => {
      current = false
    }
  }, [picture])

  return (
    <>
      <span aria-hidden="true" hidden={broken}>
        <canvas ref={canvas} className={own.thumbnail} />
      </span>
      {broken && <span className={own.broken}>No picture that the browser can read</span>}
    </>
  )
}

async function copyOf(picture: Picture): Promise<ImageBitmap> {
  const whole = await createImageBitmap(picture)
  const scale = Math.min(1, SIZE / Math.max(whole.width, whole.height))
  if (scale === 1) return whole
  const resizeWidth = Math.max(1, Math.round(whole.width * scale))
  const resizeHeight = Math.max(1, Math.round(whole.height * scale))
  try {
    return await createImageBitmap(whole, { resizeWidth, resizeHeight, resizeQuality: 'medium' })
  } finally {
    whole.close()
  }
}

function draw(canvas: HTMLCanvasElement, source: ImageBitmap): void {
  canvas.width = source.width
  canvas.height = source.height
  canvas.getContext('2d')?.drawImage(source, 0, 0)
}
