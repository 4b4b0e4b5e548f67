import { useRef } from 'react'
import { Button } from '../elements/button'
import { PictureCanvas } from '../elements/picture-canvas'
import { Misfit } from './misfit'
import styles from './outputs.module.css'
import { savePng } from './save-png'
import { usePicture } from './use-picture'

export function ImageOutput({ label, value }: { label: string; value: unknown }) {
  const picture = usePicture(value)
  const canvas = useRef<HTMLCanvasElement>(null)
  switch (picture.is) {
    case 'misfit':
      return <Misfit wants="an ImageData, an ImageBitmap or an image Blob" value={value} />
    case 'decoding':
      return <p className={styles.none}>Decoding…</p>
    case 'ready':
      return (
        <figure className={styles.picture}>
          <PictureCanvas source={picture.source} label={label} handle={canvas} />
          <figcaption>
            <span className="num">{`${picture.source.width} × ${picture.source.height}`}</span>
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
}
