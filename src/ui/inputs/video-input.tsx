import { useState } from 'react'
import { useObjectUrl } from '../elements/use-object-url'
import { formatBytes } from '../format/bytes'
import { formatSeconds } from '../format/time'
import { FileDrop } from './file-drop'
import styles from './file-drop.module.css'
import type { InputProps } from './input-props'

/** A film from a file; the handler gets it as it is, so one that this browser cannot play may be run all the same. */
export function VideoInput({ id, label, draft, onDraft, aria }: InputProps<'video'>) {
  const file = draft instanceof File ? draft : undefined
  const [length, setLength] = useState('')
  return (
    <FileDrop
      id={id}
      label={label}
      what="a video"
      accept="video/*"
      aria={aria}
      onFile={(taken) => {
        setLength('')
        onDraft(taken)
      }}
      onRemove={() => onDraft(undefined)}
      {...(file && { facts: [length, formatBytes(file.size)].filter(Boolean).join(' · ') })}
    >
      {file && (
        <>
          {file.type.startsWith('video/') && (
            <Preview file={file} label={label} key={`${file.name} ${file.size}`} onLength={setLength} />
          )}
          <span className={styles.name}>{file.name}</span>
        </>
      )}
    </FileDrop>
  )
}

interface PreviewProps {
  file: File
  label: string
  onLength(length: string): void
}

function Preview({ file, label, onLength }: PreviewProps) {
  const url = useObjectUrl(file)
  const [playable, setPlayable] = useState(true)
  if (!playable)
    return <p className={styles.note}>This browser cannot play it; the handler gets it as it is.</p>
  return (
    // biome-ignore lint/a11y/useMediaCaption: it is the visitor's own
    <video
      className={styles.film}
      src={url}
      controls
      playsInline
      aria-label={`${label}: the chosen video`}
      onLoadedMetadata={({ currentTarget: { duration, videoWidth, videoHeight } }) => {
        // A stream that was recorded does not know its length.
        const seconds = Number.isFinite(duration) ? [formatSeconds(duration * 1000)] : []
        onLength([...seconds, `${videoWidth} × ${videoHeight}`].join(' · '))
      }}
      onError={() => setPlayable(false)}
    />
  )
}
