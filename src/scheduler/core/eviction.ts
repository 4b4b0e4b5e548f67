import { SubletError, toWire } from '../../protocol/errors'
import { type Effect, post } from './effect'
import { nextInLine, withdraw } from './queue'
import { demote, hold, rest, sliceBytes } from './residency'
import type { Runner, State, Task } from './state'

/**
 * Whether the slice of `task` is free: beside what is leased, which counts with its whole slices, since they may
 * be filled at any moment, and what runners still hold. What its own runner holds must fit into the slice.
 */
export function hasRoom(state: State, task: Task): boolean {
  return overBudget(state, task) <= 0 && task.runner.held <= sliceBytes(state, task.slots)
}

/** Bytes that others must give up for `task`. */
function overBudget(state: State, task: Task): number {
  const others = state.leasedBytes + state.restingBytes - task.runner.held
  return others + sliceBytes(state, task.slots) - state.budgetBytes
}

/**
 * Moves runners down for `task`, least recently used first, and no more of them than have to be: what fits
 * beside it stays warm. The task waits until they have confirmed, since a GPU has no more memory than it has.
 * A step that does not free enough is followed by the next one when its confirmation arrives.
 */
export function makeRoom(state: State, task: Task, ms: number, effects: Effect[]): void {
  const confirmBy = ms + state.settings.confirmMs
  const { runner: own } = task
  if (own.held > sliceBytes(state, task.slots) && !own.demotion) demote(state, own, confirmBy, effects)
  let lacking = overBudget(state, task)
  state.stuckAt = Math.min(state.stuckAt, confirmBy)
  for (const runner of state.demoting) {
    if (runner.demotion) runner.demotion.confirmBy = Math.min(runner.demotion.confirmBy, confirmBy)
    if (runner !== own) lacking -= runner.held
  }
  for (const runner of state.unused) {
    if (lacking <= 0) return
    if (runner.held === 0 || runner === own) continue
    demote(state, runner, confirmBy, effects)
    lacking -= runner.held
  }
}

/**
 * Ends the runners that a call has waited for in vain: a handler that blocks its worker, a frozen tab. The tab
 * is told to kill them, and their memory counts as free: should one of them live on, it reports what it holds,
 * and is evicted again.
 */
export function endStuck(state: State, ms: number, effects: Effect[]): void {
  if (ms < state.stuckAt) return
  for (const runner of state.demoting) {
    const { demotion } = runner
    if (!demotion || ms < demotion.confirmBy) continue
    const task = nextInLine(state)
    // The one that needed the room may have gone meanwhile; then there is no hurry.
    if (task && task.slots <= state.freeSlots && !hasRoom(state, task))
      endRunner(state, runner, 'give up its GPU memory', effects)
    else demotion.confirmBy = Number.POSITIVE_INFINITY
  }
  state.stuckAt = Number.POSITIVE_INFINITY
  for (const { demotion } of state.demoting)
    if (demotion) state.stuckAt = Math.min(state.stuckAt, demotion.confirmBy)
}

/** Has a runner ended that did not `obey` in time. What it holds counts as free, and what waits for it is refused. */
export function endRunner(state: State, runner: Runner, obey: string, effects: Effect[]): void {
  post(state, effects, runner.tab, { type: 'demote', runner: runner.id, to: 'gone' })
  runner.demotion = undefined
  state.demoting.delete(runner)
  hold(state, runner, 'gone', 0)
  const error = new SubletError(
    'RunnerCrashed',
    `The runner of ${runner.demo} did not ${obey} in time and was ended`,
  )
  for (const task of [...runner.waiting]) {
    withdraw(state, task)
    post(state, effects, runner.tab, { type: 'refused', request: task.request, error: toWire(error) })
  }
  rest(state, runner, runner.usedAt)
}
