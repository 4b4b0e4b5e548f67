import type { Size, Tier } from '../../protocol/pool'
import { createHeap, type Heap } from './heap'
import { compareTasks } from './order'
import type { Saved } from './records'
import { SETTINGS, type Settings, SLOTS } from './settings'
import { DEFAULT_TIER, type TierRule } from './tiers'

/** `ms` is monotonic and drives everything; `wall` (since the epoch) is for the quota window and the ledger. */
export interface Now {
  ms: number
  wall: number
}

/**
 * A visitor: "visit as" another tier is another visitor, with a quota of its own, so that an author sees what
 * that visitor will meet.
 */
export interface Account {
  tier: Tier
  rule: TierRule
  /** Wall clock; null before the first use. */
  startedAt: number | null
  /** Counts the windows, so that a settlement knows whether the one of its grant is still open. */
  window: number
  /** Charged in this window. */
  usedMs: number
  /** Asked for by waiting tasks and live leases. `usedMs + reservedMs` never passes the limit. */
  reservedMs: number
  waiting: number
}

export interface Tab {
  id: string
  tier: Tier
  /** Waiting or leased, by request id. */
  tasks: Map<string, Task>
  runners: Map<string, Runner>
}

export interface Runner {
  tab: Tab
  id: string
  demo: string
  /** As last reported; a runner with a lease shows as `leased` whatever this says. */
  level: 'warm' | 'cool' | 'idle' | 'gone'
  /** Bytes on the GPU. */
  held: number
  /** End of its last lease or its last change of level. */
  usedAt: number
  lease: Lease | undefined
  /** In the order of the queue. Few: a host asks once for what a runner is to do next. */
  waiting: Task[]
  /** Its task in `state.ready`: the first that waits, while the runner has no lease. */
  offered: Task | undefined
}

/** A request that was admitted. */
export interface Task {
  tab: Tab
  request: string
  runner: Runner
  demo: string
  fn: string
  seconds: number
  size: Size
  slots: number
  /** `seconds` in whole milliseconds: the budget of the lease's clock. */
  durationMs: number
  /** `durationMs` x the size factor: what is reserved, and the most that is charged. */
  requestedMs: number
  account: Account
  /** What its visitor had left when it came: fixed, so that the order of the queue does not move. */
  remainingMs: number
  arrival: number
  queuedAt: number
  /** The place in the queue that its tab was last told; 0 for none. */
  toldPosition: number
  lease: Lease | undefined
}

export type AbortReason = 'overrun' | 'stalled' | 'cancelled'

type LeaseState =
  /** Granted; the host attaches. Not billed. `progressAt` is the last moment at which bytes had arrived. */
  | { phase: 'attaching'; progressAt: number; loaded: number; total: number }
  /** The clock runs. */
  | { phase: 'running'; startedAt: number }
  /** The host was told to end it. The slot is held until it confirms, or the lease is fenced. */
  | { phase: 'aborting'; reason: AbortReason; since: number; startedAt: number | undefined }
// After these a lease is settled: it is no longer in the state, and its number is never used again.

export interface Lease {
  number: number
  task: Task
  grantedAt: number
  grantedAtWall: number
  /** `account.window` at the grant. */
  window: number
  state: LeaseState
}

export interface State {
  settings: Settings
  freeSlots: number
  /** Of the first tab; 0 before it came. */
  budgetBytes: number
  /** For tabs to come. */
  tier: Tier
  tabs: Map<string, Tab>
  accounts: Record<Tier, Account>
  leases: Map<number, Lease>
  /** One task for each runner that has no lease and is asked for: what may be granted next is first. */
  ready: Heap<Task>
  /** Runners that hold GPU memory without a lease and were not told to give it up, least recently used first. */
  unused: Set<Runner>
  lastLease: number
  arrivals: number
}

export const NOTHING_SAVED: Saved = { lastLease: 0, tier: DEFAULT_TIER, windows: [] }

export function createState(saved: Saved = NOTHING_SAVED, settings: Settings = SETTINGS): State {
  const account = (tier: Tier): Account => {
    const kept = saved.windows.find((window) => window.tier === tier)
    const startedAt = kept?.startedAt ?? null
    const usedMs = startedAt === null ? 0 : (kept?.usedMs ?? 0)
    return { tier, rule: settings.tiers[tier], startedAt, window: 0, usedMs, reservedMs: 0, waiting: 0 }
  }
  return {
    settings,
    freeSlots: SLOTS,
    budgetBytes: 0,
    tier: saved.tier,
    tabs: new Map(),
    accounts: {
      unauthenticated: account('unauthenticated'),
      free: account('free'),
      pro: account('pro'),
      team: account('team'),
      enterprise: account('enterprise'),
    },
    leases: new Map(),
    ready: createHeap<Task>(compareTasks),
    unused: new Set(),
    lastLease: saved.lastLease,
    arrivals: 0,
  }
}
