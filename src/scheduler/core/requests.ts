import { SubletError, toWire } from '../../protocol/errors'
import type { ToScheduler } from '../../protocol/scheduler'
import { durationMs, refusal } from './admission'
import { type Effect, post } from './effect'
import { abort } from './leases'
import { enqueue, withdraw } from './queue'
import { leftMs, reserve } from './quota'
import { SIZE_SLOTS } from './settings'
import type { Now, Runner, State, Tab } from './state'

export type RequestMessage = Extract<ToScheduler, { type: 'request' }>

export function request(state: State, tab: Tab, asked: RequestMessage, now: Now, effects: Effect[]): void {
  const { request: id, fn, demo, seconds, size } = asked
  if (tab.tasks.has(id)) {
    effects.push({ type: 'rejected', tab: tab.id, reason: `the request ${id} exists already` })
    return
  }
  const account = state.accounts[tab.tier]
  const slots = SIZE_SLOTS[size]
  const error = refusal(account, { seconds, factor: slots }, now.wall, state.settings)
  if (error) {
    post(state, effects, tab, { type: 'refused', request: id, error: toWire(error) })
    return
  }
  const duration = durationMs(seconds)
  const remainingMs = leftMs(account, now.wall, state.settings.windowMs) - account.reservedMs
  reserve(account, duration * slots)
  state.arrivals += 1
  enqueue(state, {
    tab,
    request: id,
    runner: runnerOf(tab, asked.runner, demo),
    demo,
    fn,
    seconds,
    size,
    slots,
    durationMs: duration,
    requestedMs: duration * slots,
    account,
    remainingMs,
    arrival: state.arrivals,
    queuedAt: now.ms,
    toldPosition: 0,
    lease: undefined,
  })
}

export function cancel(state: State, tab: Tab, id: string, now: Now, effects: Effect[]): void {
  const task = tab.tasks.get(id)
  // It may have been settled while this message was on its way.
  if (!task) return
  if (task.lease) {
    if (task.lease.state.phase !== 'aborting') abort(state, task.lease, 'cancelled', now, effects)
    return
  }
  withdraw(state, task)
  const error = new SubletError('Cancelled', 'Cancelled while it waited for the GPU')
  post(state, effects, tab, { type: 'refused', request: id, error: toWire(error) })
}

/** Runners are known from the first message that names them. */
export function runnerOf(tab: Tab, id: string, demo: string): Runner {
  const known = tab.runners.get(id)
  if (known) return known
  const runner: Runner = {
    tab,
    id,
    demo,
    level: 'idle',
    held: 0,
    usedAt: 0,
    lease: undefined,
    waiting: [],
    offered: undefined,
  }
  tab.runners.set(id, runner)
  return runner
}
