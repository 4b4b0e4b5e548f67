import type { Effect } from './effect'
import { endRunner, endStuck } from './eviction'
import { abort, settleAborted } from './leases'
import { giveUp } from './requests'
import { demoteUnused, nextDemotionAt } from './residency'
import type { Lease, Now, State } from './state'

/** Does what time alone brings about. It comes before every event, so that no decision hangs on a timer's delay. */
export function passTime(state: State, now: Now, effects: Effect[]): void {
  for (const lease of state.leases.values()) {
    if (now.ms < dueAt(state, lease)) continue
    switch (lease.state.phase) {
      case 'attaching':
        abort(state, lease, 'stalled', now, effects)
        break
      case 'running':
        abort(state, lease, 'overrun', now, effects)
        break
      case 'aborting':
        // Nobody answers: a frozen tab. The lease is fenced, and its runner has had its time to give up its memory.
        settleAborted(state, lease, now, effects)
        endRunner(state, lease.task.runner, 'end its task', effects)
        break
    }
  }
  giveUp(state, now.ms, effects)
  endStuck(state, now.ms, effects)
  demoteUnused(state, now.ms, effects)
}

/** The monotonic moment at which `passTime` has something to do; Infinity for never. */
export function nextDue(state: State): number {
  const givenUpAt = state.impatient.first()?.at ?? Number.POSITIVE_INFINITY
  let due = Math.min(nextDemotionAt(state), state.stuckAt, givenUpAt)
  for (const lease of state.leases.values()) due = Math.min(due, dueAt(state, lease))
  return due
}

function dueAt(state: State, lease: Lease): number {
  const { stallMs, confirmMs } = state.settings
  switch (lease.state.phase) {
    case 'attaching':
      return lease.state.progressAt + stallMs
    case 'running':
      return lease.state.startedAt + lease.task.durationMs
    case 'aborting':
      return lease.state.since + confirmMs
  }
}
