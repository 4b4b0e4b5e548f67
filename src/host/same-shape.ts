/**
 * Whether what is written for one value fits the other: the same keys, down to texts, numbers and truth values. Lists are
 * alike if what both have in the same place is; an empty one is like any.
 */
export function sameShape(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.slice(0, b.length).every((value, at) => sameShape(value, b[at]))
  if (!isObject(a) || !isObject(b)) return typeof a === typeof b && isObject(a) === isObject(b)
  if (kind(a) !== kind(b)) return false
  // Of a Map, a Date or an array of bytes that is all.
  if (kind(a) !== '[object Object]') return true
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameShape(Reflect.get(a, key), Reflect.get(b, key)))
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function kind(value: object): string {
  return Object.prototype.toString.call(value)
}
