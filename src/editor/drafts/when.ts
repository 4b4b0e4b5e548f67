const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `just now`, `12 min ago`, `3 h ago`, `2 days ago`. Milliseconds since the epoch. */
export function ago(at: number, now: number): string {
  const age = Math.max(0, now - at)
  if (age < MINUTE) return 'just now'
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`
  const days = Math.floor(age / DAY)
  return days === 1 ? '1 day ago' : `${days} days ago`
}

// Made once: each costs some milliseconds, as `toLocaleTimeString` does with every call.
const SECONDS = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const MINUTES = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAYS = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** On the visitor's clock: `14:03:07` today, else `21 Nov 14:03`, and of another year `21 Nov 2025`. */
export function clockText(at: number, now: number): string {
  const date = new Date(at)
  const today = new Date(now)
  if (date.toDateString() === today.toDateString()) return SECONDS.format(date)
  const day = DAYS.format(date)
  if (date.getFullYear() !== today.getFullYear()) return `${day} ${date.getFullYear()}`
  return `${day} ${MINUTES.format(date)}`
}
