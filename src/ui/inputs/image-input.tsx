import { lazy, Suspense } from 'react'
import { ImageUpload } from './image-upload'
import type { InputProps } from './input-props'
import { SketchPad } from './sketch-pad'

/** Few demos ask for one. */
const MaskInput = lazy(async () => ({ default: (await import('./mask/mask-input')).MaskInput }))

export function ImageInput(props: InputProps<'image'>) {
  switch (props.spec.source) {
    case 'sketch':
      return <SketchPad {...props} />
    case 'mask':
      return (
        <Suspense>
          <MaskInput {...props} />
        </Suspense>
      )
    case 'upload':
      return <ImageUpload {...props} />
  }
}
