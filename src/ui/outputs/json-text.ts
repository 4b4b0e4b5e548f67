import { className, describeValue, lengthOf } from './describe-value'
import { numberList } from './number-list'

const MOST_ITEMS = 200
const MOST_DEPTH = 12
const SHOWN_NUMBERS = 8

/**
 * A value as indented JSON for reading. Typed arrays are summarised, binary values named, long lists and deep
 * nesting cut, circles told: a runner may send anything that can be cloned, of any size.
 */
export function jsonText(value: unknown): string {
  return write(value, '', 0, [])
}

function write(value: unknown, indent: string, depth: number, above: readonly object[]): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return String(value)
  if (above.includes(value)) return '[circular]'
  if (ArrayBuffer.isView(value)) return summary(value)
  const inner = [...above, value]
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    if (depth >= MOST_DEPTH) return `[${value.length} items]`
    const items = value.slice(0, MOST_ITEMS).map((item) => write(item, deeper, depth + 1, inner))
    return block('[', items, value.length, ']', indent)
  }
  if (value instanceof Date) return JSON.stringify(value)
  if (className(value) !== 'Object') return `[${describeValue(value).replace(/^a /, '')}]`
  const entries = Object.entries(value)
  if (depth >= MOST_DEPTH) return `{${entries.length} keys}`
  const lines = entries
    .slice(0, MOST_ITEMS)
    .map(([key, item]) => `${JSON.stringify(key)}: ${write(item, deeper, depth + 1, inner)}`)
  return block('{', lines, entries.length, '}', indent)
}

function block(open: string, lines: string[], count: number, close: string, indent: string): string {
  if (count === 0) return `${open}${close}`
  const all = count > lines.length ? [...lines, `… ${count - lines.length} more`] : lines
  return `${open}\n${all.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`
}

function summary(view: ArrayBufferView): string {
  const numbers = numberList(view)?.slice(0, SHOWN_NUMBERS) ?? []
  const shown = numbers.map((item) => String(Number(item.toPrecision(6))))
  const more = lengthOf(view) - shown.length
  return `${describeValue(view)} [${[...shown, ...(more > 0 ? [`… ${more} more`] : [])].join(', ')}]`
}
