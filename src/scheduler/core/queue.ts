import { isFull, leave, park, unpark } from './functions'
import { compareTasks } from './order'
import { release } from './quota'
import { forgetIfGone } from './residency'
import { SLOTS } from './settings'
import type { Runner, State, Task } from './state'

/**
 * The queue is kept in steps, so that what cannot run costs nothing: each runner has its own waiting tasks in
 * order, `state.ready` has the first of every runner without a lease, and of those, each function that has
 * as many leases as it may keeps its own aside. `offer` keeps the first two in step; it is called after every
 * change of a runner's lease or waiting tasks.
 */
export function offer(state: State, runner: Runner): void {
  const next = runner.lease ? undefined : runner.waiting[0]
  const before = runner.offered
  if (next === before) return
  runner.offered = next
  // What leaves `ready` may have stood for a place in its function that a parked one can have now.
  if (before && !before.gpuFunction.parked?.remove(before) && state.ready.remove(before))
    readyNext(state, before)
  if (next) state.ready.add(next)
}

/** The function of `task` may have room for a parked one. */
export function readyNext(state: State, { gpuFunction }: Task): void {
  const next = unpark(gpuFunction)
  if (next) state.ready.add(next)
}

/** The newest request's word on how many leases its function may have. */
export function limitConcurrency(state: State, task: Task, concurrency: number): void {
  const raised = concurrency > task.gpuFunction.concurrency
  task.gpuFunction.concurrency = concurrency
  // More than one for each slot could not run anyway.
  if (raised) for (let slot = 0; slot < SLOTS; slot++) readyNext(state, task)
}

/** What is to be granted next; nothing behind it goes first. */
export function nextInLine(state: State): Task | undefined {
  for (;;) {
    const task = state.ready.first()
    if (!task || !isFull(task.gpuFunction)) return task
    state.ready.remove(task)
    park(task)
  }
}

export function enqueue(state: State, task: Task): void {
  const { account, giveUp, runner, tab } = task
  tab.tasks.set(task.request, task)
  account.waiting += 1
  account.calls += 1
  if (giveUp) state.impatient.add(giveUp)
  const { waiting } = runner
  const behind = waiting.findIndex((other) => compareTasks(task, other) < 0)
  waiting.splice(behind < 0 ? waiting.length : behind, 0, task)
  offer(state, runner)
}

/** Takes a task out of the waiting ones; its reservation stays. */
export function dequeue(state: State, task: Task): void {
  const { account, giveUp, runner } = task
  account.waiting -= 1
  if (giveUp) state.impatient.remove(giveUp)
  runner.waiting.splice(runner.waiting.indexOf(task), 1)
  offer(state, runner)
}

/** Takes a task out of the queue for good. */
export function withdraw(state: State, task: Task): void {
  dequeue(state, task)
  release(task)
  forget(state, task)
  forgetIfGone(task.runner)
}

/** The task has ended, in whatever way. */
export function forget(state: State, task: Task): void {
  task.tab.tasks.delete(task.request)
  task.account.calls -= 1
  leave(state.functions, task.gpuFunction)
}

/** Everything that waits, in order. Tasks that cannot run now keep their place, though others pass them. */
export function waitingInOrder(state: State): Task[] {
  const waiting: Task[] = []
  for (const tab of state.tabs.values()) {
    for (const task of tab.tasks.values()) if (!task.lease) waiting.push(task)
  }
  return waiting.sort(compareTasks)
}
