import type { ComponentSpec } from '../../host/types'
import { ImageOutput } from './image-output'
import { JsonOutput } from './json-output'
import { LabelOutput } from './label-output'
import { NumberOutput } from './number-output'
import { TextOutput } from './text-output'

interface Props {
  label: string
  spec: ComponentSpec
  /** From a runner: it may be anything that can be cloned. Each component parses it. */
  value: unknown
}

/** The registry: which view shows which kind of component. */
export function Output({ label, spec, value }: Props) {
  switch (spec.kind) {
    case 'image':
      return <ImageOutput label={label} value={value} />
    case 'label':
      return <LabelOutput label={label} top={spec.top} value={value} />
    case 'number':
    case 'slider':
      return <NumberOutput value={value} />
    case 'textbox':
      return <TextOutput value={value} />
    case 'json':
      return <JsonOutput value={value} />
  }
}
