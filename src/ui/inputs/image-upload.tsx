import { PictureCanvas } from '../elements/picture-canvas'
import { FileDrop } from './file-drop'
import type { InputProps } from './input-props'
import { readPicture } from './read-picture'
import { useReading } from './use-reading'

/** A picture from a file. */
export function ImageUpload({ id, label, draft, onDraft, problemId }: InputProps<'image'>) {
  const { take, reading, fault } = useReading(readPicture, onDraft)
  const picture = draft instanceof ImageData ? draft : undefined
  return (
    <FileDrop
      id={id}
      label={label}
      what="a picture"
      accept="image/*"
      problemId={problemId}
      reading={reading}
      fault={fault}
      onFile={take}
      onRemove={() => onDraft(undefined)}
      {...(picture && { facts: `${picture.width} × ${picture.height}` })}
    >
      {picture && <PictureCanvas source={picture} label={`${label}: the chosen picture`} />}
    </FileDrop>
  )
}
