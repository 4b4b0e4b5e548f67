import { AudioPlayer, describeClip } from '../audio/audio-player'
import { readAudio } from '../audio/read-audio'
import { Button } from '../elements/button'
import { formatSeconds } from '../format/time'
import { useNow } from '../format/use-now'
import { isClip } from './checked'
import { FileDrop } from './file-drop'
import type { InputProps } from './input-props'
import { useReading } from './use-reading'
import { canRecord, useRecorder } from './use-recorder'

/** A sound from a file or from the microphone, as samples at its own rate. */
export function AudioInput({ id, label, draft, onDraft, aria }: InputProps<'audio'>) {
  const { take, reading, fault } = useReading(readAudio, onDraft)
  const recorder = useRecorder(take)
  const clip = isClip(draft) ? draft : undefined
  return (
    <FileDrop
      id={id}
      label={label}
      what="a sound"
      accept="audio/*"
      aria={aria}
      reading={reading}
      fault={recorder.fault ?? fault}
      onFile={take}
      onRemove={() => onDraft(undefined)}
      {...(canRecord() && { more: <RecordButton {...recorder} /> })}
      {...(clip && { facts: describeClip(clip) })}
    >
      {clip && <AudioPlayer clip={clip} label={`${label}: the chosen sound`} />}
    </FileDrop>
  )
}

function RecordButton({ recording, start, stop }: ReturnType<typeof useRecorder>) {
  const now = useNow(recording.is === 'on')
  if (recording.is === 'on') {
    return (
      <Button look="quiet" onClick={stop} aria-label="Stop recording">
        ■ <span className="num">{formatSeconds(now - recording.since)}</span>
      </Button>
    )
  }
  const asking = recording.is === 'asking'
  return (
    // Never disabled: it keeps the focus, and is the next moment what stops.
    <Button look="quiet" aria-disabled={asking} onClick={() => !asking && void start()}>
      {asking ? 'Waiting for the microphone…' : '● Record'}
    </Button>
  )
}
