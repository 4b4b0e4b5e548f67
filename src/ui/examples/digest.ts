/**
 * SHA-256 over a value, as hexadecimal digits: the same for the same data, whatever order an object has its keys in; of files
 * over their bytes. Rejects for what is no data, and where the page is no secure context, which has no digests.
 */
export async function digestOf(value: unknown): Promise<string> {
  const parts: BlobPart[] = []
  write(value, parts, [])
  const bytes = await new Blob(parts).arrayBuffer()
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Each part says its kind and its length first: no two values are written alike. */
function write(value: unknown, parts: BlobPart[], above: readonly object[]): void {
  switch (typeof value) {
    case 'string':
      parts.push(`s${value.length};`, unitsOf(value))
      return
    case 'number':
      parts.push(`n${Object.is(value, -0) ? '-0' : value};`)
      return
    case 'boolean':
    case 'undefined':
    case 'bigint':
      parts.push(`${typeof value} ${value};`)
      return
    case 'object':
      if (value === null) parts.push('null;')
      else writeObject(value, parts, above)
      return
    default:
      throw new TypeError(`A ${typeof value} is no data`)
  }
}

/** Half a letter, which UTF-8 cannot write, is a unit of its own. */
function unitsOf(text: string): Uint16Array<ArrayBuffer> {
  const units = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at)
  return units
}

function writeObject(value: object, parts: BlobPart[], above: readonly object[]): void {
  if (above.includes(value)) throw new TypeError('A value that contains itself has no digest')
  const inner = [...above, value]
  if (value instanceof ImageData) {
    parts.push(`picture ${value.width} ${value.height};`, new Uint8Array(value.data))
  } else if (value instanceof Blob) {
    const name = value instanceof File ? value.name : ''
    write([name, value.type], parts, inner)
    parts.push(`file ${value.size};`, value)
  } else if (ArrayBuffer.isView(value)) {
    const kind = Object.prototype.toString.call(value).slice(8, -1)
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    parts.push(`${kind} ${value.byteLength};`, new Uint8Array(bytes))
  } else if (value instanceof ArrayBuffer) {
    parts.push(`bytes ${value.byteLength};`, value)
  } else if (Array.isArray(value)) {
    parts.push(`[${value.length};`)
    for (const item of value) write(item, parts, inner)
  } else {
    const entries = Object.entries(value)
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      throw new TypeError(`${Object.prototype.toString.call(value)} is no plain data`)
    parts.push(`{${entries.length};`)
    for (const [key, item] of entries.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      write(key, parts, inner)
      write(item, parts, inner)
    }
  }
}
