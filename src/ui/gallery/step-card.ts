/** Where a key leads from a card of a grid that is filled row by row; undefined where it leads nowhere. */
export function stepCard(key: string, from: number, columns: number, count: number): number | undefined {
  const to = target(key, from, columns, count)
  return to === undefined || to < 0 || to >= count || to === from ? undefined : to
}

function target(key: string, from: number, columns: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return from - 1
    case 'ArrowRight':
      return from + 1
    case 'ArrowUp':
      return from - columns
    case 'ArrowDown':
      // Below the last but one row there may be none: then the last card is the nearest.
      return Math.floor(from / columns) < Math.floor((count - 1) / columns)
        ? Math.min(from + columns, count - 1)
        : undefined
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
