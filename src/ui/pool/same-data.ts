/** Whether two plain values say the same: numbers, strings, null, and arrays and objects of these. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  return names.every(
    (name) => Object.hasOwn(b, name) && isSameData(Reflect.get(a, name), Reflect.get(b, name)),
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
