import type { Quota } from '../../host/types'

export interface QuotaParts {
  /** What new calls may ask for. */
  freeMs: number
  /** Set aside for calls under way; what they do not use comes back. Of the quota, not of credits. */
  reservedMs: number
  chargedMs: number
}

/** A quota in the parts that make it up. `remainingMs` counts what is reserved as left: it is not charged yet. */
export function quotaParts({
  limitMs,
  remainingMs,
  reservedMs,
}: Pick<Quota, 'limitMs' | 'remainingMs' | 'reservedMs'>): QuotaParts {
  const leftMs = Math.min(limitMs, Math.max(0, remainingMs))
  const reserved = Math.min(leftMs, reservedMs)
  return { freeMs: leftMs - reserved, reservedMs: reserved, chargedMs: limitMs - leftMs }
}
