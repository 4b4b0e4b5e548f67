import { SubletError, toWire } from '../../protocol/errors'
import type { ToScheduler } from '../../protocol/scheduler'
import { durationMs, refusal } from './admission'
import { type Effect, post } from './effect'
import { enter } from './functions'
import { abort } from './leases'
import { patienceMs, turnOf } from './order'
import { enqueue, limitConcurrency, withdraw } from './queue'
import { leftMs, look, reserve } from './quota'
import { SIZE_SLOTS } from './settings'
import { pursesOf, shareOf } from './shares'
import type { Now, Runner, State, Tab, Task } from './state'

export type RequestMessage = Extract<ToScheduler, { type: 'request' }>

export function request(state: State, tab: Tab, asked: RequestMessage, now: Now, effects: Effect[]): void {
  const { request: id, fn, demo, seconds, size } = asked
  if (tab.tasks.has(id)) {
    effects.push({ type: 'rejected', tab: tab.id, reason: `the request ${id} exists already` })
    return
  }
  const { settings } = state
  const account = state.accounts[tab.tier]
  const slots = SIZE_SLOTS[size]
  look(account, now.wall, settings.windowMs)
  const share = asked.foreign && shareOf(account, demo)
  let error: SubletError | undefined
  for (const purse of share ? pursesOf(account, share) : [account])
    error ??= refusal(purse, { seconds, factor: slots }, now.wall, settings)
  if (error) {
    post(state, effects, tab, { type: 'refused', request: id, error: toWire(error) })
    return
  }
  const duration = durationMs(seconds)
  const requestedMs = duration * slots
  const remainingMs = leftMs(account, now.wall, settings.windowMs) - account.reservedMs
  const patience = patienceMs(account, requestedMs, settings)
  const waitedMs = asked.waitedMs ?? 0
  reserve({ account, share }, requestedMs)
  if (share) account.shares.set(demo, share)
  state.arrivals += 1
  const task: Task = {
    tab,
    request: id,
    runner: runnerOf(tab, asked.runner, demo),
    demo,
    fn,
    gpuFunction: enter(state.functions, demo, fn),
    seconds,
    size,
    slots,
    durationMs: duration,
    requestedMs,
    account,
    share,
    turn: turnOf(now.ms, patience, settings.togetherMs, waitedMs),
    remainingMs,
    arrival: state.arrivals,
    place: -1,
    queuedAt: now.ms - waitedMs,
    giveUp: undefined,
    toldPosition: 0,
    lease: undefined,
  }
  if (asked.maxWaitMs !== undefined) task.giveUp = { task, at: task.queuedAt + asked.maxWaitMs, place: -1 }
  limitConcurrency(state, task, asked.concurrency ?? Number.POSITIVE_INFINITY)
  enqueue(state, task)
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

/** Ends the calls that have waited for as long as their callers would. */
export function giveUp(state: State, ms: number, effects: Effect[]): void {
  for (let next = state.impatient.first(); next && next.at <= ms; next = state.impatient.first()) {
    const { task, at } = next
    withdraw(state, task)
    const figures = {
      waitedSeconds: (ms - task.queuedAt) / 1000,
      allowedSeconds: (at - task.queuedAt) / 1000,
    }
    const message = `Waited ${figures.waitedSeconds}s for the GPU; ${figures.allowedSeconds}s were allowed`
    const error = new SubletError('QueueTimeout', message, { figures })
    post(state, effects, task.tab, { type: 'refused', request: task.request, error: toWire(error) })
  }
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
    demotion: undefined,
    waiting: [],
    offered: undefined,
    older: undefined,
    newer: undefined,
    linked: false,
  }
  tab.runners.set(id, runner)
  return runner
}
