import { maskedOf } from '../checked'
import { ImageUpload } from '../image-upload'
import type { InputProps } from '../input-props'
import { MaskPad } from './mask-pad'

/** A picture in one of the ways of an upload, and then what is painted over it. */
export function MaskInput(props: InputProps<'image'>) {
  const { id, draft, onDraft } = props
  const masked = maskedOf(draft)
  if (masked === undefined) return <ImageUpload {...props} />
  const { image, mask } = masked
  return (
    // What is missing now is the painting: the form's focus and its words go to the pad.
    <ImageUpload {...props} id={`${id}-file`} aria={{}} draft={image}>
      <MaskPad
        id={id}
        label={props.label}
        image={image}
        mask={mask}
        aria={props.aria}
        onMask={(painted) => onDraft({ image, mask: painted })}
      />
    </ImageUpload>
  )
}
