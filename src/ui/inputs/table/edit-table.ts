import type { TableDraft } from '../checked'

/** A place in a table, counted from 0. */
export interface Place {
  row: number
  column: number
}

export function withCell({ cells }: TableDraft, { row, column }: Place, text: string): TableDraft {
  return {
    cells: cells.map((old, at) => (at === row ? old.with(column, text) : old)),
  }
}

export function withRow({ cells }: TableDraft, columns: number): TableDraft {
  return { cells: [...cells, emptyRow(columns)] }
}

/** The last row is emptied, not taken away: there would be nowhere to type. */
export function withoutRow({ cells }: TableDraft, row: number): TableDraft {
  if (cells.length > 1) return { cells: cells.toSpliced(row, 1) }
  return { cells: cells.map((only) => only.map(() => '')) }
}

export type Pasted = { ok: true; table: TableDraft } | { ok: false; reason: string }

/** Writes a block of cells with its top left corner at a place; rows are added for what stands out below. */
export function withPasted(
  { cells }: TableDraft,
  at: Place,
  block: readonly (readonly string[])[],
  { columns, maxRows }: { columns: number; maxRows: number },
): Pasted {
  const width = Math.max(...block.map((row) => row.length))
  const room = columns - at.column
  if (width > room) {
    return { ok: false, reason: `${width} columns were pasted; from this cell on there are ${room}` }
  }
  const rows = at.row + block.length
  if (rows > maxRows) {
    return {
      ok: false,
      reason: `${block.length} rows were pasted from row ${at.row + 1} on; the table takes ${maxRows}`,
    }
  }
  const table = Array.from({ length: Math.max(rows, cells.length) }, (_, row) => {
    const old = cells[row] ?? emptyRow(columns)
    const pasted = block[row - at.row] ?? []
    return Array.from({ length: columns }, (_, column) => pasted[column - at.column] ?? old[column] ?? '')
  })
  return { ok: true, table: { cells: table } }
}

function emptyRow(columns: number): string[] {
  return Array.from({ length: columns }, () => '')
}
