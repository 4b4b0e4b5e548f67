/** Relative: of a number to itself, of an array of floats to its largest value. */
const TOLERANCE = 1e-4

/**
 * Where two results differ; undefined when they agree: whole numbers, texts and bytes exactly, floats within the
 * tolerance. An element near zero is a difference of large terms and keeps their rounding errors, which is why floats
 * of an array are compared with the largest of it.
 */
export function difference(actual: unknown, expected: unknown, at = 'outputs'): string | undefined {
  if (isFloats(actual) && isFloats(expected)) return differentFloats(actual, expected, at)
  if (typeof actual === 'number' && typeof expected === 'number') {
    const near = Math.abs(actual - expected) <= TOLERANCE * Math.abs(expected)
    const both = Number.isInteger(actual) && Number.isInteger(expected)
    return Object.is(actual, expected) || (near && !both) ? undefined : `${at}: ${actual}, not ${expected}`
  }
  if (isObject(actual) && isObject(expected)) {
    const [names, wanted] = [Object.keys(actual).sort(), Object.keys(expected).sort()]
    const [kind, wantedKind] = [actual, expected].map((value) => value.constructor?.name)
    if (kind !== wantedKind) return `${at}: ${kind}, not ${wantedKind}`
    if (names.join() !== wanted.join()) return `${at}: has ${names.slice(0, 20)}, not ${wanted.slice(0, 20)}`
    for (const name of names) {
      const found = difference(Reflect.get(actual, name), Reflect.get(expected, name), `${at}.${name}`)
      if (found !== undefined) return found
    }
    return undefined
  }
  return Object.is(actual, expected) ? undefined : `${at}: ${String(actual)}, not ${String(expected)}`
}

function differentFloats(actual: Float32Array, expected: Float32Array, at: string): string | undefined {
  if (actual.length !== expected.length) return `${at}: ${actual.length} floats, not ${expected.length}`
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const index = expected.findIndex((value, nth) => !near(actual[nth], value, TOLERANCE * largest))
  return index < 0 ? undefined : `${at}.${index}: ${actual[index]}, not ${expected[index]}`
}

function near(actual: number | undefined, expected: number, most: number): boolean {
  return Object.is(actual, expected) || Math.abs((actual ?? Number.NaN) - expected) <= most
}

function isFloats(value: unknown): value is Float32Array {
  return value instanceof Float32Array
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
