import type { Waiter } from '../../protocol/pool'
import { etas } from './eta'
import { hasRoom } from './eviction'
import { isFull } from './functions'
import { waitingInOrder } from './queue'
import type { State, Tab, Task } from './state'

// How the queue looks to the tabs. All of it is O(n log n): for after a burst of events, not for each.

export interface PlaceChange {
  tab: Tab
  request: string
  /** 1 is next. */
  position: number
  etaMs: number | null
}

/** The places that have changed since this was last asked. */
export function placeChanges(state: State, ms: number): PlaceChange[] {
  const line = waitingInOrder(state)
  const changed = line.flatMap((task, index) => (task.toldPosition === index + 1 ? [] : [{ task, index }]))
  if (changed.length === 0) return []
  const eta = etas(state, line, ms)
  return changed.map(({ task, index }) => {
    task.toldPosition = index + 1
    return { tab: task.tab, request: task.request, position: index + 1, etaMs: eta.get(task) ?? null }
  })
}

export function waiters(state: State, ms: number): Waiter[] {
  const line = waitingInOrder(state)
  const eta = etas(state, line, ms)
  const next = line.find((task) => heldUpBy(task) === undefined)
  return line.map((task, index) => ({
    request: task.request,
    tab: task.tab.id,
    demo: task.demo,
    fn: task.fn,
    size: task.size,
    seconds: task.seconds,
    position: index + 1,
    waitedMs: ms - task.queuedAt,
    etaMs: eta.get(task) ?? null,
    why: heldUpBy(task) ?? (task === next && isShortOfMemory(state, task) ? 'memory' : slotsOf(task)),
    next: task === next,
  }))
}

/** What lets others pass it. */
function heldUpBy(task: Task): 'its runner' | 'concurrency' | undefined {
  if (task.runner.offered !== task) return 'its runner'
  return isFull(task.gpuFunction) ? 'concurrency' : undefined
}

function isShortOfMemory(state: State, task: Task): boolean {
  return task.slots <= state.freeSlots && !hasRoom(state, task)
}

function slotsOf({ slots }: Task): 'slot' | 'both slots' {
  return slots > 1 ? 'both slots' : 'slot'
}
