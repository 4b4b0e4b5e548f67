import { type Checked, type Draft, isTable, type TableDraft } from '../checked'
import { type Column, columnsOf, type TableSpec } from './columns'

type Cell = string | number | boolean | null
type Table = { headers: string[]; data: Cell[][] }

/** What the cells of a table hold, or the first that stands in the way. Rows that are empty all over are left out. */
export function checkTable(spec: TableSpec, draft: Draft): Checked<Table> {
  const columns = columnsOf(spec)
  const filled = tableDraft(spec, draft)
    .cells.map((cells, at) => ({ cells, at }))
    .filter(({ cells }) => cells.some((text) => text.trim() !== ''))
  if (spec.required && filled.length === 0) return { is: 'missing', reason: 'Fill in at least one row' }
  if (filled.length > spec.maxRows) {
    return { is: 'wrong', reason: `${filled.length} rows are filled in; ${spec.maxRows} is the most` }
  }
  const data: Cell[][] = []
  const wrong: string[] = []
  for (const { cells, at } of filled) {
    const read = columns.map((column, place) => readCell(column, cells[place] ?? ''))
    data.push(read.map((cell) => (cell.ok ? cell.value : null)))
    read.forEach((cell, place) => {
      if (!cell.ok) wrong.push(`Row ${at + 1}, “${columns[place]?.name}”: ${cell.reason}`)
    })
  }
  const [first, ...more] = wrong
  if (first === undefined) return { is: 'value', value: { headers: columns.map(({ name }) => name), data } }
  return { is: 'wrong', reason: more.length === 0 ? first : `${first} (and ${more.length} more)` }
}

/** What was typed, else the rows that the handler declares, else one to begin with. Each is as wide as the table. */
export function tableDraft(spec: TableSpec, draft: Draft): TableDraft {
  const columns = columnsOf(spec)
  if (!isTable(draft)) {
    const declared = spec.value.length === 0 ? [[]] : spec.value
    return { cells: declared.map((row) => columns.map((_, place) => String(row[place] ?? ''))) }
  }
  // An edit of the handler may have changed the columns under it.
  if (draft.cells.every((row) => row.length === columns.length)) return draft
  return { cells: draft.cells.map((row) => columns.map((_, place) => row[place] ?? '')) }
}

type Read = { ok: true; value: Cell } | { ok: false; reason: string }

const YES = ['true', 'yes', '1', 'x']
const NO = ['false', 'no', '0', '']

export function readCell({ type }: Pick<Column, 'type'>, text: string): Read {
  const trimmed = text.trim()
  if (type === 'number') {
    if (trimmed === '') return { ok: true, value: null }
    const value = Number(trimmed)
    return Number.isFinite(value) ? { ok: true, value } : { ok: false, reason: `“${trimmed}” is no number` }
  }
  if (type === 'bool') {
    const word = trimmed.toLowerCase()
    if (YES.includes(word)) return { ok: true, value: true }
    return NO.includes(word)
      ? { ok: true, value: false }
      : { ok: false, reason: `“${trimmed}” is neither true nor false` }
  }
  return { ok: true, value: text }
}
