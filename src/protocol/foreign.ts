/** What an object that is neither plain data nor a collection means to structured clone. */
export type Foreign =
  | { kind: 'ours' }
  | { kind: 'image'; buffer: ArrayBuffer }
  | { kind: 'bitmap'; bitmap: ImageBitmap; closed: boolean }
  | { kind: 'gpu'; is: string; wayOut: string }
  | { kind: 'refused'; is: string; wayOut?: string }

/** By `Object.prototype.toString`. What is not here is tried. */
const CLONEABLE: ReadonlySet<string> = new Set([
  'BigInt',
  'Blob',
  'Boolean',
  'DOMException',
  'Date',
  'Error',
  'File',
  'Number',
  'RegExp',
  'SharedArrayBuffer',
  'String',
])

const WAYS_OUT: ReadonlyMap<string, string> = new Map([
  ['Promise', 'Await it first.'],
  ['Generator', 'Collect what it yields into an array first.'],
  ['AsyncGenerator', 'Collect what it yields into an array first.'],
  [
    'OffscreenCanvas',
    'Return an image of it: canvas.transferToImageBitmap(), or await canvas.convertToBlob().',
  ],
])
const PLAIN = 'Copy what is needed of it into an object literal.'

export function identify(value: object): Foreign {
  const tag = Object.prototype.toString.call(value).slice('[object '.length, -1)
  if (CLONEABLE.has(tag)) return { kind: 'ours' }
  if ('ImageData' in globalThis && value instanceof ImageData) return imageData(value)
  if ('ImageBitmap' in globalThis && value instanceof ImageBitmap) {
    return { kind: 'bitmap', bitmap: value, closed: value.width === 0 }
  }
  if (tag.startsWith('GPU')) {
    return {
      kind: 'gpu',
      is: `a ${tag}`,
      wayOut: 'Copy what is in it to the CPU first: await buffer.mapAsync().',
    }
  }
  // It can be cloned, and an origin that is opaque cannot send it: the page would hear nothing of the call again.
  if (tag === 'WebAssembly.Module') return refused(tag)
  if (tag === 'Module') return { kind: 'refused', is: 'the namespace of a module' }
  if (tag !== 'Object') return canBeCloned(value) ? { kind: 'ours' } : refused(tag)
  return tensor(value) ?? { kind: 'refused', is: `an instance of ${className(value)}`, wayOut: PLAIN }
}

function imageData({ data }: ImageData): Foreign {
  return data.buffer instanceof ArrayBuffer ? { kind: 'image', buffer: data.buffer } : { kind: 'ours' }
}

/**
 * A tensor of ONNX Runtime or of Transformers.js, which wraps one. By its shape: their classes come from bundles of
 * their own, where even their names are gone.
 */
function tensor(value: object): Foreign | undefined {
  const [location, type, dims] = ['location', 'type', 'dims'].map((key) => property(value, key))
  if (typeof location !== 'string' || typeof type !== 'string' || !Array.isArray(dims)) return undefined
  const is = `a tensor (${type}, ${dims.join('×') || 'a scalar'})`
  if (location.startsWith('cpu')) {
    return {
      kind: 'refused',
      is,
      wayOut: 'Return its numbers: tensor.data, and tensor.dims if they are needed.',
    }
  }
  return {
    kind: 'gpu',
    is: `${is} whose data is on the GPU`,
    wayOut: 'Read it back inside the GPU function: await tensor.getData().',
  }
}

/** For kinds that are not known here; a big one is copied twice. */
function canBeCloned(value: object): boolean {
  try {
    structuredClone(value)
    return true
  } catch {
    return false
  }
}

function refused(tag: string): Foreign {
  const is = /^[AEIO]/.test(tag) ? `an ${tag}` : `a ${tag}`
  const wayOut = WAYS_OUT.get(tag)
  return { kind: 'refused', is, ...(wayOut !== undefined && { wayOut }) }
}

function className(value: object): string {
  const made = property(value, 'constructor')
  return typeof made === 'function' && made.name !== '' ? made.name : 'a class'
}

/** Undefined where reading it throws: the value is refused in any case. */
function property(value: object, key: string): unknown {
  try {
    return Reflect.get(value, key)
  } catch {
    return undefined
  }
}
