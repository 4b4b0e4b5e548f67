import type { ToScheduler } from '../../protocol/scheduler'
import { assert } from './assert'
import { configure } from './configure'
import { addCredits } from './credits'
import { passTime } from './due'
import type { Effect } from './effect'
import { grantNext, settle } from './leases'
import { withdraw } from './queue'
import { receiveReport } from './reports'
import { cancel, request, runnerOf } from './requests'
import { forgetRunners, report } from './residency'
import type { Now, State, Tab } from './state'

/** A message of a tab that has said hello. The ledger is read beside the core. */
export type TabMessage = Exclude<ToScheduler, { type: 'hello' | 'readLedger' }>

export type SchedulerEvent =
  | { type: 'connected'; tab: string; budgetBytes: number }
  /** The tab is dead: closed, crashed or gone elsewhere. */
  | { type: 'disconnected'; tab: string }
  | { type: 'message'; tab: string; message: TabMessage }
  /** The moment of `nextDue` has come. */
  | { type: 'due' }

/**
 * The scheduler's rules: takes the state to what it is after `event` at `now`, and returns what the world has
 * to do about it. It knows no thread, clock, storage or GPU. The state belongs to the caller and is advanced
 * in place, which keeps an event at O(log n) of the queue; `now.ms` never goes backwards, `now.wall` may.
 */
export function reduce(state: State, event: SchedulerEvent, now: Now): Effect[] {
  const effects: Effect[] = []
  passTime(state, now, effects)
  switch (event.type) {
    case 'connected':
      connect(state, event.tab, event.budgetBytes)
      break
    case 'disconnected':
      disconnect(state, tabOf(state, event.tab), now, effects)
      break
    case 'message':
      receive(state, tabOf(state, event.tab), event.message, now, effects)
      break
    case 'due':
      break
  }
  grantNext(state, now, effects)
  return effects
}

function tabOf(state: State, id: string): Tab {
  const tab = state.tabs.get(id)
  assert(tab !== undefined, `the tab ${id} is not connected`)
  return tab
}

function connect(state: State, id: string, budgetBytes: number): void {
  assert(!state.tabs.has(id), `the tab ${id} is connected already`)
  state.tabs.set(id, { id, tier: state.tier, tasks: new Map(), runners: new Map() })
  if (state.budgetBytes === 0) state.budgetBytes = budgetBytes
}

/** Its GPU memory went with it; what it waited for vanishes, what it held is lost and not billed. */
function disconnect(state: State, tab: Tab, now: Now, effects: Effect[]): void {
  state.tabs.delete(tab.id)
  const tasks = [...tab.tasks.values()]
  for (const task of tasks) if (!task.lease) withdraw(state, task)
  for (const task of tasks) if (task.lease) settle(state, task.lease, 'lost', now, effects)
  forgetRunners(state, tab)
}

function receive(state: State, tab: Tab, message: TabMessage, now: Now, effects: Effect[]): void {
  switch (message.type) {
    case 'request':
      return request(state, tab, message, now, effects)
    case 'cancel':
      return cancel(state, tab, message.request, now, effects)
    case 'attaching':
    case 'started':
    case 'settle':
    case 'aborted':
      return receiveReport(state, tab, message, now, effects)
    case 'residency':
      return report(state, runnerOf(tab, message.runner, message.demo), message, now.ms)
    case 'visitAs':
      tab.tier = message.tier
      state.tier = message.tier
      effects.push({ type: 'keepTier', tier: message.tier })
      return
    case 'addCredits':
      return addCredits(state, tab, message.seconds, now.wall, effects)
    case 'configure':
      return configure(state, message.settings, effects)
  }
}
