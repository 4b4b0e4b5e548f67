interface Place {
  left: number
  top: number
}

/** Where a key leads from a card of grids that are filled row by row; undefined where it leads nowhere. */
export function stepCard(key: string, from: number, places: readonly Place[]): number | undefined {
  const to = target(key, from, places)
  return to === undefined || to < 0 || to >= places.length || to === from ? undefined : to
}

function target(key: string, from: number, places: readonly Place[]): number | undefined {
  switch (key) {
    case 'ArrowLeft':
      return from - 1
    case 'ArrowRight':
      return from + 1
    case 'ArrowUp':
      return inNextRow(from, places, -1)
    case 'ArrowDown':
      return inNextRow(from, places, 1)
    case 'Home':
      return 0
    case 'End':
      return places.length - 1
    default:
      return undefined
  }
}

/** The nearest card of the row above or below; that row may be shorter, or of another grid. */
function inNextRow(from: number, places: readonly Place[], way: 1 | -1): number | undefined {
  const { left, top } = places[from] ?? { left: 0, top: 0 }
  let nearest: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (const [at, place] of places.entries()) {
    const rows = way * (place.top - top)
    // Any card of that row is nearer than any of the next.
    const away = rows * 10_000 + Math.abs(place.left - left)
    if (rows > 0 && away < least) [nearest, least] = [at, away]
  }
  return nearest
}
