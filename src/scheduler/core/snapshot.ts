import type { Holder, PoolSnapshot, Resident } from '../../protocol/pool'
import { settingsOf } from './configure'
import { waiters } from './line'
import { quotaOf, sharesOf } from './quota'
import { SLOTS } from './settings'
import type { Lease, Now, State } from './state'

/** The pool as every tab sees it; the quota and its shares are the only part that depends on who looks. */
export type SharedSnapshot = Omit<PoolSnapshot, 'quota' | 'shares'>

export function snapshot(state: State, now: Now): SharedSnapshot {
  return {
    slots: SLOTS,
    holders: Array.from(state.leases.values(), (lease) => holder(lease, now.ms)),
    queue: waiters(state, now.ms),
    residents: residents(state),
    budgetBytes: state.budgetBytes,
    settings: settingsOf(state),
  }
}

/** One tab's view of `shared`. */
export function viewOf(shared: SharedSnapshot, state: State, tabId: string, now: Now): PoolSnapshot {
  const account = state.accounts[state.tabs.get(tabId)?.tier ?? state.tier]
  // First: it looks whether the window is over in which the shares were spent.
  const quota = quotaOf(account, now.wall, state.settings.windowMs)
  return { ...shared, quota, ...sharesOf(account) }
}

function holder(lease: Lease, ms: number): Holder {
  const { task, state } = lease
  const startedAt = state.phase === 'attaching' ? undefined : state.startedAt
  const attached = state.phase === 'attaching' ? state : { loaded: 0, total: 0 }
  return {
    lease: lease.number,
    request: task.request,
    tab: task.tab.id,
    demo: task.demo,
    fn: task.fn,
    size: task.size,
    state: startedAt === undefined ? 'attaching' : 'running',
    seconds: task.seconds,
    ranMs: startedAt === undefined ? 0 : Math.min(ms - startedAt, task.durationMs),
    loaded: attached.loaded,
    total: attached.total,
  }
}

function residents(state: State): Resident[] {
  const all: Resident[] = []
  for (const tab of state.tabs.values()) {
    for (const runner of tab.runners.values()) {
      const level = runner.lease ? 'leased' : runner.level
      if (level === 'gone') continue
      all.push({ runner: runner.id, tab: tab.id, demo: runner.demo, level, held: runner.held })
    }
  }
  return all
}
