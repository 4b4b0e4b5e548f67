/** What a value is, in a few words: `a string`, `Float32Array(64)`, `an object with 3 keys`. Never throws. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null'
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (ArrayBuffer.isView(value)) return `${className(value)}(${lengthOf(value)})`
  if (typeof value === 'object') {
    const name = className(value)
    return name === 'Object' ? `an object with ${Object.keys(value).length} keys` : `a ${name}`
  }
  return typeof value === 'number' ? `the number ${value}` : `a ${typeof value}`
}

/** `Float32Array`, `ImageData`, `Object`: what the platform says, not what a constructor property claims. */
export function className(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}

export function lengthOf(view: ArrayBufferView): number {
  return 'length' in view && typeof view.length === 'number' ? view.length : view.byteLength
}
