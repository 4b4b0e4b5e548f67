import type { GpuFunction, Lease, Runner, State, Task } from './state'

/** Further behind than this nothing is foretold. */
const FORESEEN = 1_000

/**
 * When each of `line` will be granted, in milliseconds from now: the queue is played through, with each call
 * taking what its function took before, or what it asks for while nothing is known of it. O(n) unless many
 * are held up by their own runners; for after a burst of events, not for each.
 */
export function etas(state: State, line: readonly Task[], ms: number): Map<Task, number> {
  const pool = createForecast(state, ms)
  const found = new Map<Task, number>()
  const waiting = line.slice(0, FORESEEN)
  while (waiting.length > 0) {
    const next = pool.first(waiting)
    for (const task of waiting.splice(next, 1)) found.set(task, pool.take(task))
  }
  return found
}

function runMs({ gpuFunction, durationMs }: Task): number {
  return Math.min(gpuFunction.ranMs ?? durationMs, durationMs)
}

function leftOf({ state, task, grantedAt }: Lease, ms: number): number {
  if (state.phase === 'aborting') return 0
  const expected = runMs(task)
  if (state.phase === 'attaching')
    return Math.max(0, (task.gpuFunction.attachMs ?? 0) - (ms - grantedAt)) + expected
  const ran = ms - state.startedAt
  // Once it has taken longer than usual, it may end at any moment up to its deadline.
  return ran < expected ? expected - ran : Math.max(0, task.durationMs - ran) / 2
}

/** Slots, runners and functions, and when they will be free; times are from now. */
function createForecast(state: State, ms: number) {
  const slots: number[] = Array.from({ length: state.freeSlots }, () => 0)
  const runners = new Map<Runner, number>()
  /** When the leases of functions with a limit end, latest first. */
  const ends = new Map<GpuFunction, number[]>()

  function occupy({ gpuFunction, runner, slots: count }: Task, until: number): void {
    for (let slot = 0; slot < count; slot++) slots.push(until)
    slots.sort((a, b) => a - b)
    runners.set(runner, until)
    if (gpuFunction.concurrency === Number.POSITIVE_INFINITY) return
    const known = ends.get(gpuFunction) ?? []
    known.push(until)
    known.sort((a, b) => b - a)
    ends.set(gpuFunction, known.slice(0, gpuFunction.concurrency))
  }

  /** When its runner and its function are free for it. */
  function gate({ gpuFunction, runner }: Task): number {
    const ofFunction = ends.get(gpuFunction)?.[gpuFunction.concurrency - 1] ?? 0
    return Math.max(runners.get(runner) ?? 0, ofFunction)
  }

  for (const lease of state.leases.values()) occupy(lease.task, leftOf(lease, ms))

  return {
    /** The index of the task that is granted next. */
    first(waiting: readonly Task[]): number {
      const at = slots[0] ?? 0
      let first = 0
      let earliest = Number.POSITIVE_INFINITY
      for (const [index, task] of waiting.entries()) {
        const open = gate(task)
        if (open <= at) return index
        if (open >= earliest) continue
        earliest = open
        first = index
      }
      return first
    },
    /** Grants a task, and says when. */
    take(task: Task): number {
      const [latest = 0] = slots.splice(0, task.slots).reverse()
      const at = Math.max(latest, gate(task))
      occupy(task, at + (task.gpuFunction.attachMs ?? 0) + runMs(task))
      return at
    },
  }
}
