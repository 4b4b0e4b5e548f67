import type { LeaseView, Outcome } from '../../host/types'
import { formatBytes, formatBytesOf } from '../format/bytes'
import { formatCharge, formatDeclared, formatSeconds } from '../format/time'
import { ranFor } from './call-view'
import { chargeText } from './charge'

/** One of the three parts of a lease's bar. */
export interface PhaseView {
  /** 0 to 1; 1 when the phase is over. */
  fraction: number
  /** It is under way and its end is not known. */
  busy: boolean
  text: string
}

export interface LeasePhases {
  queued: PhaseView
  attached: PhaseView
  ran: PhaseView
}

const AHEAD: PhaseView = { fraction: 0, busy: false, text: '' }

/** A lease as its bar shows it: waited, streamed in, ran. Only the last part is billed. */
export function leasePhases(lease: LeaseView, now: number): LeasePhases {
  return { queued: queued(lease, now), attached: attached(lease, now), ran: ran(lease, now) }
}

function queued(lease: LeaseView, now: number): PhaseView {
  if (lease.stage === 'queued') {
    const place = lease.position === undefined ? '' : ` · number ${lease.position}`
    return { fraction: 1, busy: true, text: `queued ${formatSeconds(now - lease.queuedAt)}${place}` }
  }
  const waitedMs = lease.bill?.queuedMs ?? (lease.grantedAt ?? lease.queuedAt) - lease.queuedAt
  return { fraction: 1, busy: false, text: `queued ${formatSeconds(waitedMs)}` }
}

function attached(lease: LeaseView, now: number): PhaseView {
  if (lease.grantedAt === undefined) return AHEAD
  const bytes = lease.total > 0 ? ` ${formatBytesOf(lease.loaded, lease.total)}` : ''
  if (lease.stage === 'attaching') {
    const fraction = lease.total > 0 ? lease.loaded / lease.total : 1
    return { fraction, busy: lease.total === 0, text: `attaching${bytes}` }
  }
  if (lease.startedAt === undefined) return { fraction: 0, busy: false, text: `not attached${bytes}` }
  const took = formatSeconds(lease.bill?.attachMs ?? Math.min(now, lease.startedAt) - lease.grantedAt)
  const whole = lease.total > 0 ? ` ${formatBytes(lease.total)} ·` : ''
  return { fraction: 1, busy: false, text: `attached${whole} ${took}` }
}

function ran(lease: LeaseView, now: number): PhaseView {
  if (lease.startedAt === undefined) {
    return lease.stage === 'settled' ? { ...AHEAD, text: 'did not run' } : AHEAD
  }
  const ranMs = ranFor(lease, now)
  const fraction = lease.seconds > 0 ? ranMs / (lease.seconds * 1000) : 1
  if (lease.bill === undefined) {
    return {
      fraction,
      busy: false,
      text: `running ${formatSeconds(ranMs)} of ${formatDeclared(lease.seconds)}`,
    }
  }
  const text = `${ENDS[lease.bill.outcome]} ${formatCharge(ranMs)} · ${chargeText(lease.bill)}`
  return { fraction, busy: false, text }
}

const ENDS: Record<Outcome, string> = {
  completed: 'ran',
  failed: 'failed after',
  overran: 'overran at',
  cancelled: 'cancelled after',
  lost: 'lost after',
}
