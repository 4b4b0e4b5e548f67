import { ImageUpload } from './image-upload'
import type { InputProps } from './input-props'
import { SketchPad } from './sketch-pad'

export function ImageInput(props: InputProps<'image'>) {
  return props.spec.source === 'sketch' ? <SketchPad {...props} /> : <ImageUpload {...props} />
}
