import { SubletError } from '../../protocol/errors'

/** A model that could be deleted. */
export interface Candidate {
  source: string
  /** Room that its files take which no other model has. */
  bytes: number
  usedAt: number
  /** Why it may not go. */
  kept: 'pinned' | 'in use' | undefined
}

/** Left free, so that the browser does not begin to clear other sites' data on our account. */
const MARGIN_BYTES = 64 * 1024 * 1024

export type Room = { fits: true; evict: string[] } | { fits: false; error: SubletError }

/**
 * Which models have to go so that `bytes` more fit: the least recently used first, and none at all when that would not be
 * enough.
 */
export function planRoom(
  bytes: number,
  storage: { usedBytes: number; allowedBytes: number },
  candidates: readonly Candidate[],
  marginBytes = MARGIN_BYTES,
): Room {
  const freeBytes = Math.max(0, storage.allowedBytes - storage.usedBytes)
  const missing = bytes + marginBytes - freeBytes
  const evict: string[] = []
  let freed = 0
  for (const { source, bytes: size } of leastRecentlyUsed(candidates)) {
    if (freed >= missing) break
    if (size === 0) continue
    evict.push(source)
    freed += size
  }
  if (freed >= missing) return { fits: true, evict }
  return { fits: false, error: full({ bytes, marginBytes, freeBytes, freed }, storage, candidates) }
}

function leastRecentlyUsed(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ kept }) => kept === undefined).sort((a, b) => a.usedAt - b.usedAt)
}

function full(
  room: { bytes: number; marginBytes: number; freeBytes: number; freed: number },
  { usedBytes, allowedBytes }: { usedBytes: number; allowedBytes: number },
  candidates: readonly Candidate[],
): SubletError {
  const { bytes: neededBytes, marginBytes, freeBytes, freed: couldGoBytes } = room
  const missingBytes = neededBytes + marginBytes - freeBytes - couldGoBytes
  const left = marginBytes === 0 ? '' : `, of which ${marginBytes} are to stay free`
  const message =
    `${neededBytes} bytes more are needed and ${freeBytes} are free (${usedBytes} of ${allowedBytes} used)${left}; ` +
    `deleting models that are not used would give ${couldGoBytes}, so ${missingBytes} are missing.`
  const kept = candidates
    .filter(({ kept: why }) => why !== undefined)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 3)
    .map(({ source, bytes, kept: why }) => `${source} (${bytes} bytes, ${why})`)
  const wayOut =
    kept.length === 0
      ? 'Free space on the disk: the browser gives a site a share of what is free.'
      : `Unpin, close or delete a model that takes room: ${kept.join('; ')}.`
  return new SubletError('StorageFull', message, {
    figures: { neededBytes, freeBytes, marginBytes, usedBytes, allowedBytes, couldGoBytes, missingBytes },
    wayOut,
  })
}
