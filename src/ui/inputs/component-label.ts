import type { ComponentKind, ComponentSpec } from '../../host/types'

const PLAIN: Record<ComponentKind, string> = {
  image: 'Image',
  label: 'Label',
  number: 'Number',
  slider: 'Slider',
  textbox: 'Text',
  json: 'JSON',
}

/** What a component is called on the page: its own label, else its kind. */
export function componentLabel(spec: ComponentSpec): string {
  return spec.label ?? PLAIN[spec.kind]
}
