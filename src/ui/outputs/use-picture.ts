import { useEffect, useState } from 'react'
import type { PictureSource } from '../elements/picture-canvas'

export type Picture = { is: 'ready'; source: PictureSource } | { is: 'decoding' } | { is: 'misfit' }

/**
 * Narrows what a runner gave to something that can be drawn; an encoded picture is decoded first, and the one before it
 * stays until then: in a stream of pictures nothing flickers.
 */
export function usePicture(value: unknown): Picture {
  const [decoded, setDecoded] = useState<{ from: Blob; picture: Picture }>()
  const blob = value instanceof Blob ? value : undefined

  useEffect(() => {
    if (blob === undefined) return
    let current = true
    createImageBitmap(blob).then(
      (source) => {
        // A newer value may have come while this one was decoded.
        if (current) setDecoded({ from: blob, picture: { is: 'ready', source } })
        else source.close()
      },
      () => {
        // Decoding has one failure: the bytes are no picture.
        if (current) setDecoded({ from: blob, picture: { is: 'misfit' } })
      },
    )
    return () => {
      current = false
    }
  }, [blob])

  if (value instanceof ImageData) return { is: 'ready', source: value }
  // A closed or transferred bitmap has no size and cannot be drawn.
  if (value instanceof ImageBitmap) return value.width > 0 ? { is: 'ready', source: value } : { is: 'misfit' }
  if (blob === undefined) return { is: 'misfit' }
  if (decoded === undefined) return { is: 'decoding' }
  return decoded.from === blob || decoded.picture.is === 'ready' ? decoded.picture : { is: 'decoding' }
}
