import { type Effect, post } from './effect'
import { SLOTS } from './settings'
import type { Runner, State, Tab } from './state'

export interface ResidencyReport {
  runner: string
  demo: string
  level: Runner['level']
  held: number
}

/** From the bottom up. */
const LADDER = ['gone', 'idle', 'cool', 'warm'] as const

export function report(state: State, runner: Runner, reported: ResidencyReport, ms: number): void {
  const { demotion } = runner
  const changed = runner.level !== reported.level
  runner.demo = reported.demo
  hold(state, runner, reported.level, reported.held)
  if (demotion) {
    const isDown = LADDER.indexOf(reported.level) <= LADDER.indexOf(demotion.to)
    // No answer, and somebody waits for one. The keep-alive merely asks again, after as long as before.
    if (!isDown && demotion.confirmBy !== Number.POSITIVE_INFINITY) return
    endDemotion(state, runner)
  }
  if (changed || !state.unused.has(runner)) rest(state, runner, ms)
}

/** What the runner holds from now on. Without a device, that is nothing. */
export function hold(state: State, runner: Runner, level: Runner['level'], held: number): void {
  const before = runner.held
  runner.level = level
  runner.held = level === 'idle' || level === 'gone' ? 0 : held
  if (!runner.lease) state.restingBytes += runner.held - before
}

/** The runner is not in use from now on: keep-alive counts from here, and it is the last to make room. */
export function rest(state: State, runner: Runner, ms: number): void {
  runner.usedAt = ms
  state.unused.delete(runner)
  if (runner.lease) return
  if (runner.level === 'warm' || runner.level === 'cool') state.unused.add(runner)
  else forgetIfGone(runner)
}

/** The runner has a lease from now on: what it holds is a part of the slice, and its own affair. */
export function use(state: State, runner: Runner): void {
  state.restingBytes -= runner.held
  state.unused.delete(runner)
  endDemotion(state, runner)
}

export function forgetIfGone(runner: Runner): void {
  // With a lease it is still known: the lease comes back to it when it is settled.
  const unused = runner.lease === undefined && runner.waiting.length === 0
  if (runner.level === 'gone' && unused) runner.tab.runners.delete(runner.id)
}

export function sliceBytes(state: State, slots: number): number {
  return Math.floor((state.budgetBytes * slots) / SLOTS)
}

export function demoteUnused(state: State, ms: number, effects: Effect[]): void {
  const { keepAliveMs } = state.settings
  for (let runner = state.unused.first(); runner; runner = state.unused.first()) {
    if (ms < runner.usedAt + keepAliveMs) return
    demote(state, runner, Number.POSITIVE_INFINITY, effects)
  }
}

/** One step down, to be confirmed with a report. Until then what it holds counts as held. */
export function demote(state: State, runner: Runner, confirmBy: number, effects: Effect[]): void {
  const to = runner.level === 'warm' ? 'cool' : 'idle'
  state.unused.delete(runner)
  state.demoting.add(runner)
  runner.demotion = { to, confirmBy }
  post(state, effects, runner.tab, { type: 'demote', runner: runner.id, to })
}

function endDemotion(state: State, runner: Runner): void {
  if (!runner.demotion) return
  runner.demotion = undefined
  state.demoting.delete(runner)
}

export function nextDemotionAt(state: State): number {
  const oldest = state.unused.first()
  return oldest ? oldest.usedAt + state.settings.keepAliveMs : Number.POSITIVE_INFINITY
}

/** For a tab without leases. */
export function forgetRunners(state: State, tab: Tab): void {
  for (const runner of tab.runners.values()) {
    state.restingBytes -= runner.held
    state.unused.delete(runner)
    state.demoting.delete(runner)
  }
  tab.runners.clear()
}
