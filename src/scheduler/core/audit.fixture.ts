import { shareMs } from '../../protocol/share'
import { isFull } from './functions'
import { compareTasks } from './order'
import { sliceBytes } from './residency'
import { SLOTS } from './settings'
import type { State, Task } from './state'

function sum<T>(all: Iterable<T>, of: (one: T) => number): number {
  let total = 0
  for (const one of all) total += of(one)
  return total
}

/** Counts everything anew, the slow way, and names what does not agree with the state. */
export function auditOf(state: State): string[] {
  const leases = [...state.leases.values()]
  const runners = [...state.tabs.values()].flatMap((tab) => [...tab.runners.values()])
  const tasks = [...state.tabs.values()].flatMap((tab) => [...tab.tasks.values()])
  const resting = runners.filter((runner) => !runner.lease)
  const promises: [string, boolean][] = [
    ['no slot is taken twice', sum(leases, ({ task }) => task.slots) + state.freeSlots === SLOTS],
    ['no slot is taken that is not there', state.freeSlots >= 0],
    ['a runner holds one lease', new Set(leases.map(({ task }) => task.runner)).size === leases.length],
    ['leased bytes', sum(leases, (lease) => lease.sliceBytes) === state.leasedBytes],
    ['resting bytes', sum(resting, ({ held }) => held) === state.restingBytes],
    [
      'who may be demoted',
      resting.every((runner) =>
        runner.level === 'warm' || runner.level === 'cool'
          ? state.unused.has(runner) !== state.demoting.has(runner)
          : runner.held === 0 && !state.unused.has(runner),
      ),
    ],
    [
      'what is asked for is reserved',
      Object.values(state.accounts).every((account) => {
        const own = tasks.filter((task) => task.account === account)
        const waiting = own.filter((task) => !task.lease)
        return (
          account.reservedMs === sum(own, (task) => task.requestedMs) &&
          account.calls === own.length &&
          account.waiting === waiting.length
        )
      }),
    ],
    [
      'what demos of others ask for is reserved of their shares, and is theirs whatever credits there are',
      Object.values(state.accounts).every((account) => {
        const asked = tasks.filter((task) => task.account === account && task.share !== undefined)
        const { rule, sharedMs, shares, usedMs } = account
        return (
          sharedMs === sum(asked, (task) => task.requestedMs) &&
          sharedMs <= rule.limitMs - usedMs &&
          asked.every((task) => shares.get(task.demo) === task.share) &&
          [...shares.values()].every(({ demo, reservedMs, spentMs }) => {
            const own = asked.filter((task) => task.demo === demo)
            return (
              reservedMs === sum(own, (task) => task.requestedMs) &&
              spentMs + reservedMs <= shareMs(rule.limitMs)
            )
          })
        )
      }),
    ],
    [
      'no function runs more often than it may',
      [...state.functions.known.values()].every(
        (fn) => fn.leases === leases.filter(({ task }) => task.gpuFunction === fn).length,
      ),
    ],
    ['the head of the queue waits for something', !mayBeGranted(state, headOf(tasks))],
  ]
  return promises.filter(([, holds]) => !holds).map(([promise]) => promise)
}

/** What waits and is held up neither by its runner nor by its function. */
export function inLine(tasks: Iterable<Task>): Task[] {
  return [...tasks].filter((task) => !task.lease && task.runner.offered === task && !isFull(task.gpuFunction))
}

function headOf(tasks: readonly Task[]): Task | undefined {
  return inLine(tasks).sort(compareTasks)[0]
}

function mayBeGranted(state: State, head: Task | undefined): boolean {
  if (!head || head.slots > state.freeSlots) return false
  const slice = sliceBytes(state, head.slots)
  const others = state.leasedBytes + state.restingBytes - head.runner.held
  return head.runner.held <= slice && others + slice <= state.budgetBytes
}
