import * as v from 'valibot'

export type ShownCell = string | number | boolean | null
export interface ShownTable {
  headers: readonly string[]
  rows: readonly (readonly ShownCell[])[]
}

const cell = v.nullable(v.union([v.string(), v.number(), v.boolean()]))
const rows = v.array(v.pipe(v.array(cell), v.maxLength(1_000)))
const table = v.object({ headers: v.pipe(v.array(v.string()), v.maxLength(1_000)), data: rows })

/** What a runner gave for a table: `{ headers, data }`, or rows alone, which are named by `headers` or by 1, 2, 3. */
export function readTable(value: unknown, headers: readonly string[] | undefined): ShownTable | undefined {
  const whole = v.safeParse(table, value)
  if (whole.success) return { headers: whole.output.headers, rows: whole.output.data }
  const bare = v.safeParse(rows, value)
  if (!bare.success) return
  const width = bare.output.reduce((most, row) => Math.max(most, row.length), headers?.length ?? 0)
  return {
    headers: Array.from({ length: width }, (_, at) => headers?.[at] ?? `${at + 1}`),
    rows: bare.output,
  }
}

export type Sorting = { column: number; down: boolean } | undefined

/** By the cells of one column: numbers by size, all else as text; empty cells last in both directions. */
export function sortRows(rows: ShownTable['rows'], sorting: Sorting): ShownTable['rows'] {
  if (sorting === undefined) return rows
  const { column, down } = sorting
  return rows.toSorted((a, b) => {
    const [left, right] = [a[column] ?? null, b[column] ?? null]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return (down ? -1 : 1) * compare(left, right)
  })
}

function compare(a: NonNullable<ShownCell>, b: NonNullable<ShownCell>): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), undefined, { numeric: true })
}

/** As of RFC 4180. */
export function csvOf({ headers, rows }: ShownTable): string {
  const line = (cells: readonly ShownCell[]) => cells.map((each) => quoted(String(each ?? ''))).join(',')
  return `${[headers, ...rows].map(line).join('\r\n')}\r\n`
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
