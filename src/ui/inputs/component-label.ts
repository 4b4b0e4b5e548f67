import type { ComponentKind, ComponentSpec } from '../../host/types'

const PLAIN: Record<ComponentKind, string> = {
  image: 'Image',
  'image-slider': 'Before and after',
  label: 'Label',
  number: 'Number',
  slider: 'Slider',
  textbox: 'Text',
  json: 'JSON',
  checkbox: 'Checkbox',
  'checkbox-group': 'Choices',
  radio: 'Choice',
  dropdown: 'Choice',
  'color-picker': 'Colour',
  code: 'Code',
  dataframe: 'Table',
  video: 'Video',
  audio: 'Audio',
  file: 'File',
  canvas: 'Canvas',
  chatbot: 'Chat',
  markdown: 'Text',
  'highlighted-text': 'Text',
  gallery: 'Pictures',
  plot: 'Plot',
  model3d: '3D model',
  button: 'Button',
  timer: 'Timer',
  state: 'State',
}

/** What a component is called on the page: its own label, else its kind. */
export function componentLabel(spec: ComponentSpec): string {
  return ('label' in spec ? spec.label : undefined) ?? PLAIN[spec.kind]
}
