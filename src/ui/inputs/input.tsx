import { lazy, Suspense } from 'react'
import type { ComponentSpec } from '../../host/types'
import type { Draft } from './checked'
import { FileInput } from './file-input'
import { ImageInput } from './image-input'
import { JsonInput } from './json-input'
import { NumberInput } from './number-input'
import { SliderInput } from './slider-input'
import { TextboxInput } from './textbox-input'

/** Most demos have no sound. */
const AudioInput = lazy(async () => ({ default: (await import('./audio-input')).AudioInput }))

interface Props {
  id: string
  label: string
  spec: ComponentSpec
  draft: Draft
  onDraft(draft: Draft): void
  problemId: string | undefined
}

/** The registry: which control asks for which kind of component. */
export function Input({ spec, ...rest }: Props) {
  switch (spec.kind) {
    case 'image':
      return <ImageInput spec={spec} {...rest} />
    case 'number':
      return <NumberInput spec={spec} {...rest} />
    case 'slider':
      return <SliderInput spec={spec} {...rest} />
    case 'textbox':
      return <TextboxInput spec={spec} {...rest} />
    case 'json':
      return <JsonInput spec={spec} {...rest} />
    case 'audio':
      return (
        <Suspense>
          <AudioInput spec={spec} {...rest} />
        </Suspense>
      )
    case 'file':
      return <FileInput spec={spec} {...rest} />
    case 'label':
    case 'image-slider':
    case 'canvas':
    case 'chatbot':
    case 'state':
      // `checkInput` refuses it, and the field says why.
      return null
  }
}
