import { useState } from 'react'
import { Button } from '../elements/button'
import { fileName, saveFile } from '../elements/save-file'
import { useObjectUrl } from '../elements/use-object-url'
import { formatBytes } from '../format/bytes'
import styles from './form-outputs.module.css'
import { Misfit } from './misfit'
import outputs from './outputs.module.css'

export function VideoOutput({ label, value }: { label: string; value: unknown }) {
  if (!(value instanceof Blob)) return <Misfit wants="a File or a Blob with a video" value={value} />
  return <Player label={label} video={value} />
}

function Player({ label, video }: { label: string; video: Blob }) {
  const url = useObjectUrl(video)
  const [broken, setBroken] = useState<string>()
  const name = video instanceof File && video.name !== '' ? video.name : nameOf(label, video)
  return (
    <figure className={outputs.picture}>
      {url !== undefined && broken === url ? (
        <p className={styles.none}>This browser cannot play it ({video.type || 'no type'}).</p>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: a handler makes it, and has no captions for it
        <video
          className={styles.film}
          src={url}
          controls
          playsInline
          aria-label={label}
          onError={() => setBroken(url)}
        />
      )}
      <figcaption>
        <span className="num">{formatBytes(video.size)}</span>
        <Button
          look="quiet"
          // Saved, never opened: its type is the handler's word only.
          onClick={() => saveFile(video.slice(0, video.size, 'application/octet-stream'), name)}
        >
          Download
        </Button>
      </figcaption>
    </figure>
  )
}

function nameOf(label: string, { type }: Blob): string {
  const [, ending = 'mp4'] = /^video\/(mp4|webm|ogg|quicktime)\b/.exec(type) ?? []
  return fileName(label, ending === 'quicktime' ? 'mov' : ending)
}
