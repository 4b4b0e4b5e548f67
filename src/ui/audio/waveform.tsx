import { useMemo } from 'react'
import styles from './audio.module.css'
import type { AudioClip } from './audio-clip'
import { peaksOf } from './peaks'

const BARS = 160
const STEP = 4
const HEIGHT = 48

/** A picture of the sound; what there is to know of it stands beside as text. */
export function Waveform({ clip }: { clip: AudioClip }) {
  const path = useMemo(() => {
    const bars = peaksOf(clip, BARS).map((peak, index) => {
      const height = Math.max(2, peak * HEIGHT)
      return `M${index * STEP + STEP / 2} ${(HEIGHT - height) / 2}v${height}`
    })
    return bars.join('')
  }, [clip])
  return (
    <svg
      className={styles.wave}
      viewBox={`0 0 ${BARS * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  )
}
