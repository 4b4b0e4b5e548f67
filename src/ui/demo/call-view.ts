import { type CallState, errorTitle, type LeaseView } from '../../host/types'
import type { Tone } from '../elements/tone'
import { formatBytesOf } from '../format/bytes'
import { formatDeclared, formatSeconds } from '../format/time'
import { chargeText, sumOfCharges } from './charge'

/** Where a call stands, for `data-phase`, the tag, and what a screen reader is told. */
export interface CallView {
  phase: 'idle' | 'waiting' | 'queued' | 'attaching' | 'running' | 'working' | 'done' | 'failed'
  tone: Tone
  /** With numbers that move. */
  text: string
  /** Without them, so that it is said once for each phase. */
  said: string
}

export function viewCall(call: CallState | undefined, now: number): CallView {
  if (call === undefined) return { phase: 'idle', tone: 'cool', text: 'not run yet', said: '' }
  switch (call.phase) {
    case 'waiting': {
      const text = call.ahead > 0 ? `waits for ${call.ahead} before it` : 'waits for its runner'
      return { phase: 'waiting', tone: 'queued', text, said: 'Waiting' }
    }
    case 'working':
      return viewLease(activeLease(call), now)
    case 'done': {
      const text = `done · ${charge(call)}`
      return { phase: 'done', tone: 'leased', text, said: `Done, ${charge(call)}` }
    }
    case 'failed': {
      const title = call.error === undefined ? 'Failed' : errorTitle(call.error.code)
      const tone = call.error?.code === 'Cancelled' ? 'cool' : 'bad'
      return { phase: 'failed', tone, text: `${title} · ${charge(call)}`, said: `${title}, ${charge(call)}` }
    }
  }
}

/** Something on the page moves by itself, so it has to be drawn anew. */
export function isMoving(call: CallState | undefined): boolean {
  return call?.phase === 'working' && activeLease(call) !== undefined
}

/** What past runs let expect; nothing where there were none. */
function expected({ etaMs }: LeaseView): string {
  return etaMs === undefined ? '' : ` · starts in about ${formatSeconds(etaMs)}`
}

function viewLease(lease: LeaseView | undefined, now: number): CallView {
  const working: CallView = {
    phase: 'working',
    tone: 'cool',
    text: 'working, without the GPU',
    said: 'Working',
  }
  switch (lease?.stage) {
    case 'queued': {
      const place = lease.position === undefined ? '' : ` · position ${lease.position}`
      const said = lease.position === undefined ? 'Queued' : `Queued, position ${lease.position}`
      return { phase: 'queued', tone: 'queued', text: `queued${place}${expected(lease)}`, said }
    }
    case 'attaching': {
      const bytes = lease.total > 0 ? ` · ${formatBytesOf(lease.loaded, lease.total)}` : ''
      return { phase: 'attaching', tone: 'warm', text: `attaching${bytes}`, said: 'Attaching the model' }
    }
    case 'running': {
      const left = formatSeconds(lease.seconds * 1000 - ranFor(lease, now))
      const text = `running · ${left} of ${formatDeclared(lease.seconds)} left`
      return {
        phase: 'running',
        tone: 'leased',
        text,
        said: `Running, ${formatDeclared(lease.seconds)} at most`,
      }
    }
    case 'settled':
    case undefined:
      return working
  }
}

/** The lease that is under way; several in one call come one after the other or side by side. */
function activeLease(call: CallState): LeaseView | undefined {
  const active = call.leases.filter((lease) => lease.stage !== 'settled')
  return active.findLast((lease) => lease.stage === 'running') ?? active.at(-1)
}

/** Of a running lease; never more than its budget, for the scheduler ends it there. */
export function ranFor(lease: LeaseView, now: number): number {
  if (lease.bill !== undefined) return lease.bill.ranMs
  if (lease.startedAt === undefined) return 0
  return Math.min(lease.seconds * 1000, Math.max(0, now - lease.startedAt))
}

function charge(call: CallState): string {
  if (call.leases.length === 0) return 'no GPU time used'
  // The handler's return overtakes the ledger's answer by a moment.
  if (call.leases.some((lease) => lease.startedAt !== undefined && lease.bill === undefined))
    return 'settling'
  return chargeText(sumOfCharges(call.leases, call.earlier))
}
