import { compareTasks } from './order'
import { release } from './quota'
import { forgetIfGone } from './residency'
import type { Runner, State, Tab, Task } from './state'

/**
 * The queue is kept in two steps, so that a runner that is busy costs nothing: each runner has its own waiting
 * tasks in order, and `state.ready` has the first of every runner without a lease. `offer` keeps the two in
 * step; it is called after every change of a runner's lease or waiting tasks.
 */
export function offer(state: State, runner: Runner): void {
  const next = runner.lease ? undefined : runner.waiting[0]
  if (next === runner.offered) return
  if (runner.offered) state.ready.remove(runner.offered)
  if (next) state.ready.add(next)
  runner.offered = next
}

export function enqueue(state: State, task: Task): void {
  task.tab.tasks.set(task.request, task)
  task.account.waiting += 1
  const { waiting } = task.runner
  const behind = waiting.findIndex((other) => compareTasks(task, other) < 0)
  waiting.splice(behind < 0 ? waiting.length : behind, 0, task)
  offer(state, task.runner)
}

/** Takes a task out of the waiting ones; its reservation stays. */
export function dequeue(state: State, task: Task): void {
  task.account.waiting -= 1
  const { waiting } = task.runner
  waiting.splice(waiting.indexOf(task), 1)
  offer(state, task.runner)
}

/** Takes a task out of the queue for good. */
export function withdraw(state: State, task: Task): void {
  dequeue(state, task)
  task.tab.tasks.delete(task.request)
  release(task)
  forgetIfGone(task.runner)
}

/** Everything that waits, in order. Tasks of busy runners keep their place, though others pass them. */
export function waitingInOrder(state: State): Task[] {
  const waiting: Task[] = []
  for (const tab of state.tabs.values()) {
    for (const task of tab.tasks.values()) if (!task.lease) waiting.push(task)
  }
  return waiting.sort(compareTasks)
}

export interface PlaceChange {
  tab: Tab
  request: string
  /** 1 is next. */
  position: number
}

/** The places that have changed since this was last asked. O(n log n): for after a burst of events, not for each. */
export function placeChanges(state: State): PlaceChange[] {
  const changes: PlaceChange[] = []
  waitingInOrder(state).forEach((task, index) => {
    const position = index + 1
    if (task.toldPosition === position) return
    task.toldPosition = position
    changes.push({ tab: task.tab, request: task.request, position })
  })
  return changes
}
