import { useRef } from 'react'
import { Button } from '../elements/button'
import type { PictureSource } from '../elements/picture-canvas'
import { ImageSlider } from './image-slider'
import { Misfit } from './misfit'
import styles from './outputs.module.css'
import { savePng } from './save-png'
import { usePicture } from './use-picture'

/** `[before, after]`: compared by a divider; what is saved is the second. */
export function ImageSliderOutput({ label, value }: { label: string; value: unknown }) {
  const pair: readonly unknown[] = Array.isArray(value) && value.length === 2 ? value : []
  const before = usePicture(pair[0])
  const after = usePicture(pair[1])
  const canvas = useRef<HTMLCanvasElement>(null)
  if (before.is === 'misfit' || after.is === 'misfit') {
    const wants = '[before, after], each an ImageData, an ImageBitmap or an image Blob'
    return (
      <Misfit
        wants={wants}
        value={pair.length === 2 && after.is === 'misfit' ? pair[1] : (pair[0] ?? value)}
      />
    )
  }
  if (before.is === 'decoding' || after.is === 'decoding') return <p className={styles.none}>Decoding…</p>
  return (
    <figure className={styles.picture}>
      <ImageSlider label={label} before={before.source} after={after.source} handle={canvas} />
      <figcaption>
        <span className="num">{`${sizeOf(before.source)} → ${sizeOf(after.source)}`}</span>
        <Button
          look="quiet"
          onClick={() => {
            if (canvas.current !== null) savePng(canvas.current, label)
          }}
        >
          Download
        </Button>
      </figcaption>
    </figure>
  )
}

function sizeOf({ width, height }: PictureSource): string {
  return `${width} × ${height}`
}
