import type { Outcome } from '../../../host/types'
import type { Tone } from '../../elements/tone'
import type { LeaseSpan, Phase } from './lease-span'

export const OUTCOME_TONES: Record<Outcome, Tone> = {
  completed: 'leased',
  failed: 'bad',
  overran: 'bad',
  cancelled: 'cool',
  lost: 'bad',
}

/** The colour of a phase; how a lease ended shows in its last one. */
export function toneOf(phase: Phase, { bill, startedAt }: Pick<LeaseSpan, 'bill' | 'startedAt'>): Tone {
  if (phase === 'queue') return 'queued'
  if (phase === 'run') return bill === undefined ? 'leased' : OUTCOME_TONES[bill.outcome]
  return startedAt === undefined && bill !== undefined ? OUTCOME_TONES[bill.outcome] : 'warm'
}
