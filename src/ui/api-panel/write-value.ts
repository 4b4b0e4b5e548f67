import type { Helper } from './helpers'

/** A value as an expression of TypeScript. */
export interface Written {
  code: string
  /** Functions that the expression calls. */
  helpers: ReadonlySet<Helper>
  /** What a reader has to know or do, such as to put the file somewhere. */
  notes: readonly string[]
}

/** Bytes: up to here a picture is written out, with the very pixels. */
const INLINE_BYTES = 512
const INLINE_ELEMENTS = 64
/** More values than these, in arrays and objects, are no reading for anyone. */
const INLINE_VALUES = 2_000
const LINE = 90

interface Writing {
  helpers: Set<Helper>
  notes: string[]
  left: number
  above: readonly object[]
}

/**
 * Writes any value that a component can give. Text, numbers and plain data are literals; of pictures, sounds and files the
 * expression makes one from an address, unless they are tiny.
 */
export function writeValue(value: unknown): Written {
  const helpers = new Set<Helper>()
  const notes: string[] = []
  const writing: Writing = { helpers, notes, left: INLINE_VALUES, above: [] }
  const code = write(value, '', writing)
  if (writing.left >= 0) return { code, helpers, notes }
  return {
    code: "await json('input.json')",
    helpers: new Set(['json']),
    notes: [`more than ${INLINE_VALUES} values, which are not written out: save them as input.json`],
  }
}

function write(value: unknown, indent: string, writing: Writing): string {
  writing.left -= 1
  if (writing.left < 0) return ''
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      return writeNumber(value)
    case 'bigint':
      return `${value}n`
    case 'boolean':
    case 'undefined':
      return String(value)
    case 'object':
      return value === null ? 'null' : writeObject(value, indent, writing)
    default:
      return unwritten(`a ${typeof value}`, writing)
  }
}

function writeObject(value: object, indent: string, writing: Writing): string {
  if (writing.above.includes(value)) return unwritten('a value that contains itself', writing)
  const binary = writeBinary(value, writing)
  if (binary !== undefined) return binary
  const inner: Writing = { ...writing, above: [...writing.above, value] }
  const deeper = `${indent}  `
  const each = (item: unknown) => write(item, deeper, inner)
  const done = (text: string) => {
    writing.left = inner.left
    return text
  }
  if (Array.isArray(value)) return done(block('[', value.map(each), ']', indent))
  if (value instanceof Map) return done(`new Map(${block('[', [...value].map(each), ']', indent)})`)
  if (value instanceof Set) return done(`new Set(${block('[', [...value].map(each), ']', indent)})`)
  if (value instanceof Date) return `new Date(${value.getTime()})`
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    return unwritten(`a ${Object.prototype.toString.call(value).slice(8, -1)}`, writing)
  const entries = Object.entries(value).map(([key, item]) => `${propertyName(key)}: ${each(item)}`)
  return done(entries.length === 0 ? '{}' : block('{ ', entries, ' }', indent))
}

function writeBinary(value: object, writing: Writing): string | undefined {
  const use = (helper: Helper, note: string): Helper => {
    writing.helpers.add(helper)
    writing.notes.push(note)
    return helper
  }
  const pixels = (image: ImageData, name: string): string => {
    const { width, height, data } = image
    if (data.length <= INLINE_BYTES) {
      writing.helpers.add('bytes')
      return `new ImageData(bytes('${btoa(String.fromCharCode(...data))}'), ${width}, ${height})`
    }
    return `await ${use('picture', `${width} × ${height} pixels`)}('${name}', ${width}, ${height})`
  }
  if (isPixels(value)) return pixels(value, 'picture.png')
  // Two pictures: of one name the second would be the first again.
  if ('image' in value && 'mask' in value && isPixels(value.image) && isPixels(value.mask))
    return `{ image: ${pixels(value.image, 'picture.png')}, mask: ${pixels(value.mask, 'mask.png')} }`
  if (typeof ImageBitmap !== 'undefined' && value instanceof ImageBitmap) {
    writing.notes.push(`${value.width} × ${value.height} pixels`)
    return "await createImageBitmap(await (await fetch('picture.png')).blob())"
  }
  if (value instanceof Blob) {
    const name = value instanceof File && value.name !== '' ? value.name : 'file.bin'
    return `await ${use('file', `${value.size} bytes`)}(${quote(name)}, ${quote(value.type)})`
  }
  if (isClip(value)) {
    const seconds = (value.channels[0]?.length ?? 0) / value.sampleRate
    return `await ${use('sound', `${seconds.toFixed(1)} s at ${value.sampleRate} Hz`)}('sound.wav', ${value.sampleRate})`
  }
  if (value instanceof ArrayBuffer) {
    writing.notes.push(`${value.byteLength} bytes`)
    return "await (await fetch('bytes.bin')).arrayBuffer()"
  }
  if (ArrayBuffer.isView(value)) return writeView(value, writing)
  return undefined
}

function writeView(view: ArrayBufferView, writing: Writing): string {
  const name = Object.prototype.toString.call(view).slice(8, -1)
  if (Symbol.iterator in view && view.byteLength <= 8 * INLINE_ELEMENTS) {
    const elements: unknown[] = Array.from<unknown>(Object.values(view))
    if (elements.length <= INLINE_ELEMENTS)
      return `new ${name}([${elements.map((element) => write(element, '', writing)).join(', ')}])`
  }
  writing.notes.push(`${view.byteLength} bytes`)
  return `new ${name}(await (await fetch('numbers.bin')).arrayBuffer())`
}

function unwritten(what: string, writing: Writing): string {
  writing.notes.push(`${what} cannot be written as code`)
  return 'undefined'
}

function isPixels(value: unknown): value is ImageData {
  return typeof ImageData !== 'undefined' && value instanceof ImageData
}

function isClip(value: object): value is { sampleRate: number; channels: readonly Float32Array[] } {
  return (
    'sampleRate' in value &&
    typeof value.sampleRate === 'number' &&
    'channels' in value &&
    Array.isArray(value.channels) &&
    value.channels.every((channel) => channel instanceof Float32Array)
  )
}

function writeNumber(value: number): string {
  if (Number.isNaN(value)) return 'Number.NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  return Object.is(value, -0) ? '-0' : String(value)
}

/** In single quotes. JSON puts a backslash right before each double quote, and nowhere else before one. */
export function quote(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}

function propertyName(key: string): string {
  // As a plain name it would set the prototype.
  if (key === '__proto__') return "['__proto__']"
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key)
}

/** On one line where there is room. */
function block(open: string, items: readonly string[], close: string, indent: string): string {
  const line = `${open}${items.join(', ')}${close}`
  if (indent.length + line.length <= LINE && !line.includes('\n')) return line
  const lines = items.map((item) => `${indent}  ${item},`)
  return [open.trim(), ...lines, `${indent}${close.trim()}`].join('\n')
}
