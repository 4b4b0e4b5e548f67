import { useEffect, useRef } from 'react'
import { Button } from '../../elements/button'
import styles from '../file-drop.module.css'
import camera from './camera.module.css'
import { useCamera } from './use-camera'

interface Props {
  id: string
  label: string
  /** What can be done instead. */
  otherWay: string | undefined
  onTaken(picture: ImageData): void
  onClose(): void
}

/** The camera's picture, mirrored as in a mirror; what is taken is as the camera sees it. */
export function Camera({ id, label, otherWay, onTaken, onClose }: Props) {
  const { state, ask } = useCamera()
  const video = useRef<HTMLVideoElement>(null)
  const room = useRef<HTMLFieldSetElement>(null)
  const stream = state.is === 'on' ? state.stream : undefined

  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream ?? null
  }, [stream])

  // The button that opened it has gone.
  useEffect(() => room.current?.focus(), [])

  const current = stream?.getVideoTracks()[0]?.getSettings().deviceId ?? ''
  return (
    <fieldset ref={room} id={id} className={styles.drop} tabIndex={-1}>
      <legend className="unseen">{label}</legend>
      {state.is === 'refused' ? (
        <p className={styles.fault} role="alert">
          {state.reason}
          {otherWay === undefined ? '.' : `, or ${otherWay}.`}
        </p>
      ) : (
        <video
          ref={video}
          className={camera.view}
          autoPlay
          muted
          playsInline
          aria-label={`${label}: camera`}
        />
      )}
      <div className={styles.beside}>
        {state.is === 'refused' ? (
          <Button look="quiet" onClick={() => void ask()}>
            Try again
          </Button>
        ) : (
          <Button
            look="quiet"
            disabled={state.is !== 'on'}
            onClick={() => {
              const taken = video.current === null ? undefined : grab(video.current)
              if (taken !== undefined) onTaken(taken)
            }}
          >
            {state.is === 'on' ? 'Take picture' : 'Waiting for the camera…'}
          </Button>
        )}
        <Button look="quiet" onClick={onClose}>
          {state.is === 'refused' ? 'Back' : 'Cancel'}
        </Button>
        <span className={styles.grow} />
        {state.is === 'on' && state.cameras.length > 1 && (
          <select
            className={camera.cameras}
            aria-label="Camera"
            value={current}
            onChange={(event) => void ask(event.target.value)}
          >
            {state.cameras.map(({ deviceId, label: name }, at) => (
              <option key={deviceId} value={deviceId}>
                {name || `Camera ${at + 1}`}
              </option>
            ))}
          </select>
        )}
      </div>
    </fieldset>
  )
}

/** Undefined until the first picture has come. */
function grab(video: HTMLVideoElement): ImageData | undefined {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0) return
  const context = new OffscreenCanvas(videoWidth, videoHeight).getContext('2d')
  if (context === null) throw new Error('This browser gives no 2D canvas')
  context.drawImage(video, 0, 0)
  return context.getImageData(0, 0, videoWidth, videoHeight)
}
