const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const MONTH = 30 * DAY

/** How long an instant is past, roughly: `just now`, `5 min ago`, `3 h ago`, `yesterday`, `12 days ago`, then the date. */
export function formatAgo(instant: number, now: number): string {
  const past = now - instant
  if (past < MINUTE) return 'just now'
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`
  const days = Math.floor(past / DAY)
  if (days === 1) return 'yesterday'
  return past < MONTH ? `${days} days ago` : new Date(instant).toISOString().slice(0, 10)
}

/** Time that something will still take, roughly: `16 s left`, `3 min left`, `2 h left`. */
export function formatLeft(ms: number): string {
  if (ms < 1.5 * MINUTE) return `${Math.max(1, Math.round(ms / 1000))} s left`
  if (ms < 1.5 * HOUR) return `${Math.round(ms / MINUTE)} min left`
  return `${Math.round(ms / HOUR)} h left`
}
