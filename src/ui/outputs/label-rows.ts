import * as v from 'valibot'
import { numberList } from './number-list'

export interface LabelRow {
  label: string
  /** Probability, 0 to 1. */
  value: number
}

export type LabelRows = { ok: true; rows: LabelRow[] } | { ok: false; reason: string }

const record = v.record(v.string(), v.number())

/** Rounding of float32 may leave a probability a hair outside of 0..1. */
const SLACK = 1e-4

/** The `top` most likely classes, the likeliest first. A list names its classes by their index. */
export function labelRows(value: unknown, top: number): LabelRows {
  const rows = parse(value)
  if (rows === undefined) return { ok: false, reason: 'a list of numbers, or an object of label: number' }
  const outside = rows.find((row) => !(row.value >= -SLACK && row.value <= 1 + SLACK))
  if (outside !== undefined) {
    return {
      ok: false,
      reason: `probabilities from 0 to 1 (apply softmax first: class "${outside.label}" is ${outside.value})`,
    }
  }
  return { ok: true, rows: rows.sort((a, b) => b.value - a.value).slice(0, top) }
}

function parse(value: unknown): LabelRow[] | undefined {
  const list = numberList(value)
  if (list !== undefined) return list.map((item, index) => ({ label: String(index), value: item }))
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return undefined
  const parsed = v.safeParse(record, value)
  if (!parsed.success) return undefined
  return Object.entries(parsed.output).map(([label, item]) => ({ label, value: item }))
}
