import type { Value } from './inputs'

export interface NamedValue extends Value {
  name: string
}

/** How far two results are apart: `difference` is NaN where they cannot be compared, and `why` says why. */
export interface Comparison {
  difference: number
  why?: string
}

/** Below this a tensor counts as zero: rounding of sums of terms around 1 is of the order of 1e-7. */
const FLOOR = 1e-3

/**
 * The largest difference between two lists of outputs. For float tensors it is `max |a - b| / max(1e-3, max |b|)`
 * over all elements: relative to the largest value of the tensor, not to each single one, because an element near
 * zero is a difference of large terms, whose rounding errors it keeps. Infinities and NaN have to be at the same
 * places. Whole numbers are equal (0) or not (Infinity). Name, type and dims have to be the same.
 */
export function compare(actual: readonly NamedValue[], expected: readonly NamedValue[]): Comparison {
  const form = (values: readonly NamedValue[]): string =>
    values.map(({ name, type, dims }) => `${name}: ${type}[${dims}]`).join(', ')
  if (form(actual) !== form(expected)) {
    return { difference: Number.NaN, why: `${form(actual)} instead of ${form(expected)}` }
  }
  let difference = 0
  for (const [index, { data, type }] of expected.entries()) {
    const found = actual[index]?.data
    if (found === undefined || found.length !== data.length) {
      return { difference: Number.NaN, why: `${found?.length} elements instead of ${data.length}` }
    }
    difference = Math.max(difference, type.startsWith('float') ? floats(found, data) : whole(found, data))
  }
  return { difference }
}

function floats(actual: Value['data'], expected: Value['data']): number {
  let largest = 0
  let apart = 0
  for (let index = 0; index < expected.length; index++) {
    const a = Number(actual[index])
    const b = Number(expected[index])
    if (Object.is(a, b)) continue
    if (!Number.isFinite(a) || !Number.isFinite(b)) return Number.POSITIVE_INFINITY
    apart = Math.max(apart, Math.abs(a - b))
  }
  for (const value of expected)
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(Number(value)))
  return apart / Math.max(FLOOR, largest)
}

function whole(actual: Value['data'], expected: Value['data']): number {
  return expected.every((value: number | bigint, index: number) => value === actual[index])
    ? 0
    : Number.POSITIVE_INFINITY
}

/** Whether there is anything in the outputs that a wrong weight could change. */
export function isEmpty(values: readonly NamedValue[]): boolean {
  return values.every(({ data }) => data.every((value: number | bigint) => Number(value) === 0))
}
