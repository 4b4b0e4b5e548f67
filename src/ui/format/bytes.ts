const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Decimal units, as model hubs and disks count: `0 B`, `3.4 KB`, `11 MB`, `1.4 GB`. */
export function formatBytes(bytes: number): string {
  const { value, unit } = scale(bytes)
  return `${value} ${unit}`
}

/** `3.2 of 11 MB`: both in the unit of the whole. */
export function formatBytesOf(part: number, whole: number): string {
  const { value, unit, size } = scale(whole)
  return `${round(Math.max(0, part) / size)} of ${value} ${unit}`
}

function scale(bytes: number): { value: string; unit: string; size: number } {
  let size = 1
  let index = 0
  // 999.95 and not 1000: what would be shown as 1000 belongs to the next unit.
  while (Math.max(0, bytes) / size >= 999.95 && index < UNITS.length - 1) {
    size *= 1000
    index += 1
  }
  return { value: round(Math.max(0, bytes) / size), unit: UNITS[index] ?? 'B', size }
}

function round(value: number): string {
  if (value >= 9.95 || Number.isInteger(value)) return value.toFixed(0)
  return value.toFixed(1).replace(/\.0$/, '')
}
