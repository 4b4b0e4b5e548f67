import type { LedgerRow } from '../../../host/types'
import { type LeaseSpan, spanOfRow } from './lease-span'

/** A lease that waited 2 s, attached for 1 s, ran for 4 s and was settled at once; times as far from `T` as they say. */
export function fakeRow(parts: Partial<LedgerRow> = {}): LedgerRow {
  const row: LedgerRow = {
    lease: 1,
    tier: 'pro',
    demo: 'stories',
    fn: 'tell',
    size: 'large',
    seconds: 12,
    grantedAt: T,
    settledAt: T + 5_000,
    outcome: 'completed',
    queuedMs: 2_000,
    attachMs: 1_000,
    ranMs: 4_000,
    chargedMs: 4_000,
    creditMs: 0,
    ...parts,
  }
  return parts.settledAt === undefined ? { ...row, settledAt: row.grantedAt + row.attachMs + row.ranMs } : row
}

export function fakeSpan(parts: Partial<LedgerRow> = {}): LeaseSpan {
  return spanOfRow(fakeRow(parts))
}

/** 2026-01-05, noon in UTC. */
export const T = Date.UTC(2026, 0, 5, 12)
