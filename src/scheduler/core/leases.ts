import type { Outcome } from '../../protocol/scheduler'
import { assert } from './assert'
import { type Effect, post } from './effect'
import { hasRoom, makeRoom } from './eviction'
import { observe } from './functions'
import { dequeue, forget, nextInLine, offer, readyNext } from './queue'
import { charge, openWindow, usageOf } from './quota'
import type { Reservation } from './records'
import { rest, sliceBytes, use } from './residency'
import type { AbortReason, Lease, Now, State, Task } from './state'

/**
 * Gives free slots to the head of the queue. If the head needs more than is free, nothing behind it gets
 * anything: a smaller task that slipped in could keep it waiting for ever, and even one that asks for less
 * than the running lease has left cannot be let through, because attaching has no deadline. Tasks whose runner
 * or function is busy are not in line, so they block nobody.
 */
export function grantNext(state: State, now: Now, effects: Effect[]): void {
  for (;;) {
    const task = nextInLine(state)
    if (!task || task.slots > state.freeSlots) return
    if (!hasRoom(state, task)) return makeRoom(state, task, now.ms, effects)
    grant(state, task, now, effects)
  }
}

function grant(state: State, task: Task, now: Now, effects: Effect[]): void {
  const { account, runner, tab } = task
  assert(!runner.lease && !task.lease, 'a runner holds one lease at a time')
  const opened = openWindow(account, now.wall, state.settings.windowMs)
  state.lastLease += 1
  const lease: Lease = {
    number: state.lastLease,
    task,
    sliceBytes: sliceBytes(state, task.slots),
    grantedAt: now.ms,
    grantedAtWall: now.wall,
    state: { phase: 'attaching', progressAt: now.ms, loaded: 0, total: 0 },
  }
  use(state, runner)
  task.lease = lease
  runner.lease = lease
  runner.demo = task.demo
  task.gpuFunction.leases += 1
  dequeue(state, task)
  state.leases.set(lease.number, lease)
  state.freeSlots -= task.slots
  state.leasedBytes += lease.sliceBytes
  const window = opened ? usageOf(account) : undefined
  const reservation = reservationOf(lease)
  effects.push({ type: 'reserve', reservation, window })
  post(state, effects, tab, {
    type: 'granted',
    request: task.request,
    lease: lease.number,
    seconds: task.seconds,
    sliceBytes: lease.sliceBytes,
    queuedMs: reservation.queuedMs,
  })
}

/** Tells the host to end the task. From here `settleAborted` ends the lease, on its answer or without it. */
export function abort(state: State, lease: Lease, reason: AbortReason, now: Now, effects: Effect[]): void {
  const { state: was, task } = lease
  assert(was.phase !== 'aborting', 'a lease is aborted once')
  const startedAt = was.phase === 'running' ? was.startedAt : undefined
  lease.state = { phase: 'aborting', reason, since: now.ms, startedAt }
  post(state, effects, task.tab, { type: 'abort', request: task.request, lease: lease.number, reason })
}

const ABORT_OUTCOME: Record<AbortReason, Outcome> = {
  overrun: 'overran',
  stalled: 'lost',
  cancelled: 'cancelled',
}

/** The aborted task has ended, or the host had its time to say so: either way the slot is free now. */
export function settleAborted(state: State, lease: Lease, now: Now, effects: Effect[]): void {
  assert(lease.state.phase === 'aborting', 'only an aborted lease is settled as aborted')
  settle(state, lease, ABORT_OUTCOME[lease.state.reason], now, effects)
}

/** Frees the slot, charges, and forgets the lease: whatever still arrives for its number has no effect. */
export function settle(state: State, lease: Lease, outcome: Outcome, now: Now, effects: Effect[]): void {
  const { task } = lease
  const { account, gpuFunction, runner } = task
  assert(state.leases.delete(lease.number), 'a lease is settled once')
  state.freeSlots += task.slots
  state.leasedBytes -= lease.sliceBytes
  gpuFunction.leases -= 1
  const startedAt = lease.state.phase === 'attaching' ? undefined : lease.state.startedAt
  const attachMs = whole((startedAt ?? now.ms) - lease.grantedAt)
  // The time until a host confirmed an overrun is the scheduler's affair: it is in no figure of the bill.
  const ranMs = startedAt === undefined ? 0 : Math.min(whole(now.ms - startedAt), task.durationMs)
  const chargedMs = outcome === 'lost' ? 0 : ranMs * task.slots
  const creditMs = charge(task, chargedMs, now.wall, state.settings.windowMs)
  if (outcome === 'completed' || outcome === 'overran') observe(gpuFunction, attachMs, ranMs)
  const { demo, fn, size, seconds, requestedMs } = task
  const queuedMs = whole(lease.grantedAt - task.queuedAt)
  effects.push({
    type: 'settle',
    // Field by field: to spread the reservation into it took a third of the time of an event.
    settlement: {
      lease: lease.number,
      tier: account.tier,
      demo,
      fn,
      size,
      seconds,
      requestedMs,
      queuedMs,
      grantedAt: lease.grantedAtWall,
      outcome,
      attachMs,
      ranMs,
      chargedMs,
      creditMs,
      settledAt: now.wall,
    },
    window: usageOf(account),
  })
  post(state, effects, task.tab, {
    type: 'settled',
    request: task.request,
    lease: lease.number,
    outcome,
    queuedMs,
    attachMs,
    ranMs,
    chargedMs,
    creditMs,
  })
  runner.lease = undefined
  state.restingBytes += runner.held
  readyNext(state, task)
  forget(state, task)
  offer(state, runner)
  rest(state, runner, now.ms)
}

function reservationOf(lease: Lease): Reservation {
  const { demo, fn, size, seconds, requestedMs, account } = lease.task
  return {
    lease: lease.number,
    tier: account.tier,
    demo,
    fn,
    size,
    seconds,
    requestedMs,
    queuedMs: whole(lease.grantedAt - lease.task.queuedAt),
    grantedAt: lease.grantedAtWall,
  }
}

/** The ledger counts in whole milliseconds, so that its sums are exact. */
function whole(ms: number): number {
  return Math.max(0, Math.round(ms))
}
