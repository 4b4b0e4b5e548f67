import { useMemo } from 'react'
import { useObjectUrl } from '../elements/use-object-url'
import { formatClock } from '../format/time'
import styles from './audio.module.css'
import { type AudioClip, lengthOfClip } from './audio-clip'
import { encodeWav } from './wav'
import { Waveform } from './waveform'

/** A sound to be seen and heard. */
export function AudioPlayer({ clip, label }: { clip: AudioClip; label: string }) {
  const url = useObjectUrl(useMemo(() => encodeWav(clip), [clip]))
  return (
    <div className={styles.player}>
      <Waveform clip={clip} />
      {/* biome-ignore lint/a11y/useMediaCaption: a handler gives samples, and no words to them */}
      <audio controls src={url} aria-label={label} />
    </div>
  )
}

/** `0:12 · 44.1 kHz · stereo` */
export function describeClip(clip: AudioClip): string {
  const seconds = lengthOfClip(clip)
  const time = seconds < 10 ? `${seconds.toFixed(2)} s` : formatClock(seconds * 1000)
  const { length } = clip.channels
  const channels = length === 1 ? 'mono' : length === 2 ? 'stereo' : `${length} channels`
  return `${time} · ${Number((clip.sampleRate / 1000).toFixed(2))} kHz · ${channels}`
}
