import type { Place } from './edit-table'

/** What a key means for the active cell of a grid. */
export interface GridKey {
  key: string
  shift: boolean
  ctrl: boolean
  /** Inside a cell: the caret needs its arrows. */
  editing: boolean
}

/** Where a key leads: a place, a new row `below`, or undefined when the key is not for moving or leads out. */
export function keyStep(
  { key, shift, ctrl, editing }: GridKey,
  { row, column }: Place,
  { rows, columns }: { rows: number; columns: number },
): Place | 'below' | undefined {
  const last = rows - 1
  const inside = (to: Place): Place => ({
    row: Math.min(last, Math.max(0, to.row)),
    column: Math.min(columns - 1, Math.max(0, to.column)),
  })
  switch (key) {
    case 'ArrowUp':
      return inside({ row: row - 1, column })
    case 'ArrowDown':
      return inside({ row: row + 1, column })
    case 'ArrowLeft':
      return editing ? undefined : inside({ row, column: column - 1 })
    case 'ArrowRight':
      return editing ? undefined : inside({ row, column: column + 1 })
    case 'Home':
      return editing ? undefined : { row: ctrl ? 0 : row, column: 0 }
    case 'End':
      return editing ? undefined : { row: ctrl ? last : row, column: columns - 1 }
    case 'Enter':
      if (!editing) return undefined
      if (shift) return inside({ row: row - 1, column })
      return row === last ? 'below' : { row: row + 1, column }
    case 'Tab':
      // Only from a cell that is edited: else Tab goes on to what follows the grid.
      return editing ? beside(row * columns + column + (shift ? -1 : 1), rows, columns) : undefined
    default:
      return undefined
  }
}

function beside(index: number, rows: number, columns: number): Place | undefined {
  if (index < 0 || index >= rows * columns) return undefined
  return { row: Math.floor(index / columns), column: index % columns }
}
