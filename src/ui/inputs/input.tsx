import { lazy, Suspense } from 'react'
import type { ComponentSpec } from '../../host/types'
import { CheckboxGroupInput } from './checkbox-group-input'
import { CheckboxInput } from './checkbox-input'
import type { Draft } from './checked'
import { ColorInput } from './color-input'
import { DropdownInput } from './dropdown-input'
import { FileInput } from './file-input'
import { ImageInput } from './image-input'
import type { ControlAria } from './input-props'
import { JsonInput } from './json-input'
import { NumberInput } from './number-input'
import { RadioInput } from './radio-input'
import { SliderInput } from './slider-input'
import { TextboxInput } from './textbox-input'

/** Most demos have no sound. */
const AudioInput = lazy(async () => ({ default: (await import('./audio-input')).AudioInput }))
/** Nor a table, code or a film. */
const DataframeInput = lazy(async () => ({
  default: (await import('./table/dataframe-input')).DataframeInput,
}))
const CodeInput = lazy(async () => ({ default: (await import('./code/code-input')).CodeInput }))
const VideoInput = lazy(async () => ({ default: (await import('./video-input')).VideoInput }))

interface Props {
  id: string
  label: string
  spec: ComponentSpec
  draft: Draft
  onDraft(draft: Draft): void
  aria: ControlAria
  onSubmit?: (() => void) | undefined
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
    case 'checkbox':
      return <CheckboxInput spec={spec} {...rest} />
    case 'checkbox-group':
      return <CheckboxGroupInput spec={spec} {...rest} />
    case 'radio':
      return <RadioInput spec={spec} {...rest} />
    case 'dropdown':
      return <DropdownInput spec={spec} {...rest} />
    case 'color-picker':
      return <ColorInput spec={spec} {...rest} />
    case 'dataframe':
      return (
        <Suspense>
          <DataframeInput spec={spec} {...rest} />
        </Suspense>
      )
    case 'code':
      return (
        <Suspense>
          <CodeInput spec={spec} {...rest} />
        </Suspense>
      )
    case 'video':
      return (
        <Suspense>
          <VideoInput spec={spec} {...rest} />
        </Suspense>
      )
    case 'label':
    case 'image-slider':
    case 'canvas':
    case 'chatbot':
    case 'markdown':
    case 'highlighted-text':
    case 'gallery':
    case 'plot':
    case 'model3d':
    case 'button':
    case 'timer':
    case 'state':
      // Nothing to fill in: a button and a timer are Blocks' own; the others `checkInput` refuses, and the field says why.
      return null
  }
}
