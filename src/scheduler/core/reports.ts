import type { ToScheduler } from '../../protocol/scheduler'
import type { Effect } from './effect'
import { settle, settleAborted } from './leases'
import { hold } from './residency'
import type { Lease, Now, State, Tab } from './state'

/** What a host says about a lease. */
export type LeaseReport = Extract<ToScheduler, { lease: number }>

export function receiveReport(
  state: State,
  tab: Tab,
  report: LeaseReport,
  now: Now,
  effects: Effect[],
): void {
  const lease = state.leases.get(report.lease)
  if (lease?.task.tab === tab) {
    const reason = apply(state, lease, report, now, effects)
    if (reason) effects.push({ type: 'rejected', tab: tab.id, reason: `${report.type}: ${reason}` })
    return
  }
  // A number that is no longer live is a message that was overtaken by a settlement or a fence, and nothing
  // to remark on. Any other is a lie.
  if (lease)
    effects.push({ type: 'rejected', tab: tab.id, reason: `${report.type}: the lease of another tab` })
  else if (report.lease > state.lastLease)
    effects.push({ type: 'rejected', tab: tab.id, reason: `${report.type}: no such lease` })
}

/** Returns why a report makes no sense in the lease's state, if it does not. */
function apply(
  state: State,
  lease: Lease,
  report: LeaseReport,
  now: Now,
  effects: Effect[],
): string | undefined {
  switch (report.type) {
    case 'attaching':
      return progress(lease, report.loaded, report.total, now)
    case 'started':
      return start(state, lease, report.held, now)
    case 'settle':
      if (lease.state.phase === 'attaching' && report.outcome === 'completed') return 'it has not started'
      // It had completed before the abort reached it; everything else that follows an abort is its effect.
      if (lease.state.phase === 'aborting' && report.outcome !== 'completed')
        settleAborted(state, lease, now, effects)
      else settle(state, lease, report.outcome, now, effects)
      return undefined
    case 'aborted':
      if (lease.state.phase !== 'aborting') return 'it was not aborted'
      settleAborted(state, lease, now, effects)
      return undefined
  }
}

function progress(lease: Lease, loaded: number, total: number, now: Now): string | undefined {
  const { state } = lease
  // Sent before the abort arrived.
  if (state.phase === 'aborting') return undefined
  if (state.phase === 'running') return 'it has started'
  // Only new bytes are progress: a runner cannot hold its slot by repeating itself.
  if (loaded <= state.loaded || loaded > total) return undefined
  lease.state = { phase: 'attaching', progressAt: now.ms, loaded, total }
  return undefined
}

function start(state: State, lease: Lease, held: number, now: Now): string | undefined {
  const { phase } = lease.state
  if (phase === 'aborting') return undefined
  if (phase === 'running') return 'it has started'
  lease.state = { phase: 'running', startedAt: now.ms }
  hold(state, lease.task.runner, 'warm', held)
  return undefined
}
