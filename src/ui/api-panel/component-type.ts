import type { ComponentKind, ComponentSpec } from '../../host/types'

interface Shape {
  /** In TypeScript. */
  type: string
  /** An expression of that type, where the form holds nothing. */
  blank: string
}

const PICTURE = 'ImageData | ImageBitmap | Blob'
const text: Shape = { type: 'string', blank: "''" }
const texts: Shape = { type: 'string[]', blank: '[]' }

/** What each kind takes and gives, as in the types of `sublet`. A kind that is not named is `unknown`. */
const SHAPES: Partial<Record<ComponentKind, Shape>> = {
  'image-slider': { type: `readonly [before: ${PICTURE}, after: ${PICTURE}]`, blank: 'null' },
  label: { type: 'readonly number[] | Float32Array | Record<string, number>', blank: '[]' },
  number: { type: 'number', blank: '0' },
  slider: { type: 'number', blank: '0' },
  textbox: text,
  code: text,
  markdown: text,
  radio: text,
  'color-picker': text,
  checkbox: { type: 'boolean', blank: 'false' },
  'checkbox-group': texts,
  dataframe: {
    type: '{ headers: string[]; data: (string | number | boolean | null)[][] }',
    blank: '{ headers: [], data: [] }',
  },
  audio: { type: '{ sampleRate: number; channels: Float32Array[] }', blank: "await sound('sound.wav')" },
  file: { type: 'File', blank: "await file('file.bin')" },
  video: { type: 'File', blank: "await file('video.webm', 'video/webm')" },
  chatbot: { type: "{ role: 'user' | 'assistant'; content: string }[]", blank: '[]' },
  button: { type: 'null', blank: 'null' },
  timer: { type: 'number', blank: '0' },
  model3d: { type: 'Blob | ArrayBuffer | Uint8Array', blank: 'null' },
}

/** Of an input, unless it is said to be an output. */
export function shapeOf(spec: ComponentSpec, as: 'input' | 'output' = 'input'): Shape {
  const shape = requiredShape(spec, as)
  if (as === 'input' && 'required' in spec && spec.required === false && /\bawait /.test(shape.blank))
    return { type: `${shape.type} | null`, blank: 'null' }
  return shape
}

function requiredShape(spec: ComponentSpec, as: 'input' | 'output'): Shape {
  if (spec.kind === 'image') {
    const [height, width] = spec.shape ?? []
    const size = height === undefined ? '' : `, ${width}, ${height}`
    if (spec.source === 'mask' && as === 'input') {
      const blank = `{ image: await picture('picture.png'${size}), mask: await picture('mask.png'${size}) }`
      return { type: '{ image: ImageData; mask: ImageData }', blank }
    }
    return { type: as === 'input' ? 'ImageData' : PICTURE, blank: `await picture('picture.png'${size})` }
  }
  if (spec.kind === 'dropdown') return spec.multiselect ? texts : text
  if (spec.kind === 'video' && as === 'output') return { type: 'Blob', blank: 'null' }
  if (spec.kind === 'timer' && as === 'output') return { type: 'boolean', blank: 'true' }
  return SHAPES[spec.kind] ?? { type: 'unknown', blank: 'null' }
}
