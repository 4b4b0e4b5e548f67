import { type Effect, post } from './effect'
import { SLOTS } from './settings'
import type { Runner, State, Tab } from './state'

export interface ResidencyReport {
  runner: string
  demo: string
  level: Runner['level']
  held: number
}

export function report(state: State, runner: Runner, reported: ResidencyReport, ms: number): void {
  const changed = runner.level !== reported.level
  runner.demo = reported.demo
  runner.level = reported.level
  runner.held = reported.held
  // An answer to `demote` that changed nothing: the runner is asked again after another keep-alive.
  if (changed || !state.unused.has(runner)) rest(state, runner, ms)
}

/** The runner is not in use from now on: keep-alive counts from here, and it is the last to make room. */
export function rest(state: State, runner: Runner, ms: number): void {
  runner.usedAt = ms
  state.unused.delete(runner)
  if (runner.lease) return
  if (runner.level === 'warm' || runner.level === 'cool') state.unused.add(runner)
  else forgetIfGone(runner)
}

export function forgetIfGone(runner: Runner): void {
  if (runner.level === 'gone' && runner.waiting.length === 0) runner.tab.runners.delete(runner.id)
}

export function sliceBytes(state: State, slots: number): number {
  return Math.floor((state.budgetBytes * slots) / SLOTS)
}

/**
 * Moves runners down until what is leased and what is still warm fit the budget together. A lease counts with
 * its slice, since it may fill it at any moment. The grant does not wait for the answers.
 */
export function makeRoom(state: State, effects: Effect[]): void {
  let used = 0
  for (const { task } of state.leases.values()) used += sliceBytes(state, task.slots)
  for (const runner of state.unused) used += runner.held
  for (const runner of state.unused) {
    if (used <= state.budgetBytes) return
    if (runner.held === 0) continue
    used -= runner.held
    demote(state, runner, effects)
  }
}

export function demoteUnused(state: State, ms: number, effects: Effect[]): void {
  for (const runner of state.unused) {
    if (ms < runner.usedAt + state.settings.keepAliveMs) return
    demote(state, runner, effects)
  }
}

/** One step down. The runner is out of `unused` until it has answered with its new level. */
function demote(state: State, runner: Runner, effects: Effect[]): void {
  state.unused.delete(runner)
  const to = runner.level === 'warm' ? 'cool' : 'idle'
  post(state, effects, runner.tab, { type: 'demote', runner: runner.id, to })
}

export function nextDemotionAt(state: State): number {
  for (const runner of state.unused) return runner.usedAt + state.settings.keepAliveMs
  return Number.POSITIVE_INFINITY
}

export function forgetRunners(state: State, tab: Tab): void {
  for (const runner of tab.runners.values()) state.unused.delete(runner)
  tab.runners.clear()
}
