/** Whether two stored values are the same, all the way down; of files by name, type and size. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  // What can be drawn but not stored cannot be looked into, either.
  if (a instanceof ImageBitmap || b instanceof ImageBitmap) return false
  if (a instanceof Blob || b instanceof Blob) return sameFile(a, b)
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) return sameBytes(a, b)
  if (a instanceof ImageData && b instanceof ImageData)
    return a.width === b.width && sameBytes(a.data, b.data)
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))]
  return (
    left.length === right.size &&
    left.every(([key, item]) => right.has(key) && sameValue(item, right.get(key)))
  )
}

function sameFile(a: object, b: object): boolean {
  if (!(a instanceof Blob && b instanceof Blob)) return false
  const names = [a, b].map((file) => (file instanceof File ? file.name : ''))
  return a.size === b.size && a.type === b.type && names[0] === names[1]
}

function sameBytes(a: ArrayBufferView, b: ArrayBufferView): boolean {
  if (a.byteLength !== b.byteLength) return false
  const [left, right] = [a, b].map((view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
  return left?.every((byte, at) => byte === right?.[at]) ?? false
}
