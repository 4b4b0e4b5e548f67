import { useMemo } from 'react'
import { parseAudioClip } from '../audio/audio-clip'
import { AudioPlayer, describeClip } from '../audio/audio-player'
import { encodeWav } from '../audio/wav'
import { Button } from '../elements/button'
import { fileName, saveFile } from '../elements/save-file'
import { Misfit } from './misfit'
import styles from './outputs.module.css'

export function AudioOutput({ label, value }: { label: string; value: unknown }) {
  const clip = useMemo(() => parseAudioClip(value), [value])
  if (clip === undefined) {
    return <Misfit wants="{ sampleRate, channels } with samples in each channel" value={value} />
  }
  return (
    <figure className={styles.picture}>
      <AudioPlayer clip={clip} label={label} />
      <figcaption>
        <span className="num">{describeClip(clip)}</span>
        <Button look="quiet" onClick={() => saveFile(encodeWav(clip), fileName(label, 'wav'))}>
          Download
        </Button>
      </figcaption>
    </figure>
  )
}
