import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { Button } from '../elements/button'
import { PictureCanvas } from '../elements/picture-canvas'
import { canReadClipboard, readClipboardPicture } from './clipboard-picture'
import { FileDrop } from './file-drop'
import type { InputProps } from './input-props'
import { readPicture } from './read-picture'
import { useReading } from './use-reading'

/** Loaded when it is asked for. */
const Camera = lazy(async () => ({ default: (await import('./camera/camera')).Camera }))

interface Props extends InputProps<'image'> {
  /** In place of the chosen picture. */
  children?: ReactNode
}

/** A picture from a file, from the clipboard or from the camera. */
export function ImageUpload({ id, label, spec, draft, onDraft, aria, children }: Props) {
  const { take, reading, fault, fail } = useReading(readPicture, onDraft)
  const [camera, setCamera] = useState(false)
  const seen = useRef(false)
  useEffect(() => {
    // The camera had the focus and has gone.
    if (seen.current && !camera) document.getElementById(id)?.focus()
    seen.current = camera
  }, [camera, id])
  const picture = draft instanceof ImageData ? draft : undefined
  const from = (source: 'upload' | 'clipboard' | 'webcam') => spec.sources?.includes(source) ?? true
  const paste = from('clipboard')

  const buttons = (
    <>
      {paste && canReadClipboard() && (
        <Button look="quiet" onClick={() => readClipboardPicture().then(take, fail)}>
          Paste
        </Button>
      )}
      {from('webcam') && (
        <Button look="quiet" onClick={() => setCamera(true)}>
          Camera
        </Button>
      )}
    </>
  )
  if (camera) {
    return (
      <Suspense>
        <Camera
          id={id}
          label={label}
          otherWay={from('upload') ? 'choose a file' : undefined}
          onTaken={(taken) => {
            setCamera(false)
            onDraft(taken)
          }}
          onClose={() => setCamera(false)}
        />
      </Suspense>
    )
  }
  return (
    <FileDrop
      id={id}
      label={label}
      what="a picture"
      accept="image/*"
      aria={aria}
      reading={reading}
      fault={fault}
      ways={{ choose: from('upload'), paste }}
      onFile={take}
      onRemove={() => onDraft(undefined)}
      {...((paste || from('webcam')) && { more: buttons })}
      {...(picture && { facts: `${picture.width} × ${picture.height}` })}
    >
      {picture && (children ?? <PictureCanvas source={picture} label={`${label}: the chosen picture`} />)}
    </FileDrop>
  )
}
