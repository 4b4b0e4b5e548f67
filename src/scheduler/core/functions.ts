import { createHeap } from './heap'
import { compareTasks } from './order'
import type { Functions, GpuFunction, Task } from './state'

/** Names come from handlers, so there can be any number of them. */
const MOST_RESTING = 1_000

/** Weight of the newest observation: a change of the function's ways is believed after a handful of runs. */
const NEWEST = 0.3

/** The function of a new call. */
export function enter(functions: Functions, demo: string, fn: string): GpuFunction {
  // No demo is named with a line break, so no two functions share a key.
  const key = `${demo}\n${fn}`
  const known = functions.known.get(key)
  if (known) {
    if (known.calls === 0) functions.resting.delete(known)
    known.calls += 1
    return known
  }
  const created: GpuFunction = {
    key,
    calls: 1,
    leases: 0,
    concurrency: Number.POSITIVE_INFINITY,
    parked: undefined,
    ranMs: undefined,
    attachMs: undefined,
  }
  functions.known.set(key, created)
  return created
}

/** A call of it has ended. */
export function leave(functions: Functions, fn: GpuFunction): void {
  fn.calls -= 1
  if (fn.calls > 0) return
  functions.resting.add(fn)
  if (functions.resting.size <= MOST_RESTING) return
  for (const oldest of functions.resting) {
    functions.resting.delete(oldest)
    functions.known.delete(oldest.key)
    return
  }
}

export function isFull(fn: GpuFunction): boolean {
  return fn.leases >= fn.concurrency
}

/** Takes a task out of the way of the others until a lease of its function ends. It keeps its place. */
export function park(task: Task): void {
  task.gpuFunction.parked ??= createHeap<Task>(compareTasks)
  task.gpuFunction.parked.add(task)
}

/** The next parked task that may run now, if there is one. It is no longer parked. */
export function unpark(fn: GpuFunction): Task | undefined {
  if (isFull(fn)) return undefined
  const first = fn.parked?.first()
  if (first) fn.parked?.remove(first)
  return first
}

/** A lease of it ran to its end, or to its deadline. */
export function observe(fn: GpuFunction, attachMs: number, ranMs: number): void {
  fn.attachMs = mean(fn.attachMs, attachMs)
  fn.ranMs = mean(fn.ranMs, ranMs)
}

function mean(before: number | undefined, newest: number): number {
  return before === undefined ? newest : before + NEWEST * (newest - before)
}
