import type { PoolSettings, Size, Tier } from '../../protocol/pool'
import { type Chain, createChain, type Linked } from './chain'
import { createHeap, type Heap, type Placed } from './heap'
import { compareTasks, type Ordered, tierPatienceMs } from './order'
import type { Saved, SpentShare } from './records'
import { SETTINGS, type Settings, SLOTS } from './settings'
import { DEFAULT_TIER, type TierRule } from './tiers'

/** `ms` is monotonic and drives everything; `wall` (since the epoch) is for the quota window and the ledger. */
export interface Now {
  ms: number
  wall: number
}

/** What a demo of somebody else has of a visitor's quota (docs/decisions/0013). */
export interface Share extends SpentShare {
  /** Asked for by its waiting tasks and live leases: with `spentMs` never more than it may spend. */
  reservedMs: number
}

/**
 * A visitor: "visit as" another tier is another visitor, with a quota of its own, so that an author sees what
 * that visitor will meet.
 */
export interface Account {
  tier: Tier
  rule: TierRule
  /** How long each of its calls lets those of higher tiers pass. */
  patienceMs: number
  /** Wall clock; null before the first use. */
  startedAt: number | null
  /** Charged in this window, less what credits paid. Never above the limit. */
  usedMs: number
  /** Calls that were charged in this window. */
  runs: number
  /** Prepaid, and not bound to a window. */
  creditsMs: number
  /** Asked for by waiting tasks and live leases: never more than quota and credits together have left. */
  reservedMs: number
  /** The part of it that demos of somebody else asked for: never more than the quota alone has left. */
  sharedMs: number
  /** Of the demos of somebody else that were let in during this window, or wait or run; by demo. */
  shares: Map<string, Share>
  waiting: number
  /** Waiting and leased. */
  calls: number
}

export interface Tab {
  id: string
  tier: Tier
  /** Waiting or leased, by request id. */
  tasks: Map<string, Task>
  runners: Map<string, Runner>
}

export interface Runner extends Linked<Runner> {
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
  demotion: Demotion | undefined
  /** In the order of the queue. Few: a host asks once for what a runner is to do next. */
  waiting: Task[]
  /** The first that waits, while the runner has no lease: it is in `state.ready`, or parked by its function. */
  offered: Task | undefined
}

/** A runner was told to go down the residency ladder and has not answered yet. */
export interface Demotion {
  to: 'cool' | 'idle'
  /** Then it is ended. Infinity while no call waits for its memory. */
  confirmBy: number
}

/** One `GPU(...)` function of a demo, over all tabs: how many may run, and how long it takes. */
export interface GpuFunction {
  key: string
  /** Its waiting and leased tasks. */
  calls: number
  leases: number
  /** The most leases at a time, as its newest request declared it. */
  concurrency: number
  /** Tasks that came to the head of the queue while it had as many leases as it may; made when first needed. */
  parked: Heap<Task> | undefined
  /** Decaying means of what was seen; undefined before the first. */
  ranMs: number | undefined
  attachMs: number | undefined
}

export interface Functions {
  known: Map<string, GpuFunction>
  /** Those without a call, longest first: kept for what is known of them, up to a number. */
  resting: Set<GpuFunction>
}

/** A request that was admitted. */
export interface Task extends Ordered, Placed {
  tab: Tab
  request: string
  runner: Runner
  demo: string
  fn: string
  gpuFunction: GpuFunction
  seconds: number
  size: Size
  slots: number
  /** `seconds` in whole milliseconds: the budget of the lease's clock. */
  durationMs: number
  /** `durationMs` x the size factor: what is reserved, and the most that is charged. */
  requestedMs: number
  account: Account
  /** If the demo is somebody else's. */
  share: Share | undefined
  /** With an earlier scheduler, if it has waited since then. */
  queuedAt: number
  /** If the caller said how long he would wait. */
  giveUp: GiveUp | undefined
  /** The place in the queue that its tab was last told; 0 for none. */
  toldPosition: number
  lease: Lease | undefined
}

export interface GiveUp extends Placed {
  task: Task
  at: number
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
  /** What its runner may hold. Fixed at the grant, whatever the budget becomes. */
  sliceBytes: number
  grantedAt: number
  grantedAtWall: number
  state: LeaseState
}

export interface State {
  settings: Settings
  freeSlots: number
  /** Of the first tab, unless it was configured; 0 before that. */
  budgetBytes: number
  /** What was configured, and is kept. */
  configured: Partial<PoolSettings>
  /** For tabs to come. */
  tier: Tier
  tabs: Map<string, Tab>
  accounts: Record<Tier, Account>
  leases: Map<number, Lease>
  functions: Functions
  /** One task for each runner that has no lease and is asked for: what may be granted next is first. */
  ready: Heap<Task>
  /** The waiting tasks that will not wait for ever. */
  impatient: Heap<GiveUp>
  /** Runners that hold GPU memory without a lease and were not told to give it up, least recently used first. */
  unused: Chain<Runner>
  /** Runners with a `demotion`. */
  demoting: Set<Runner>
  /** The earliest `confirmBy`, or a moment before it. Not each event can afford to look at them all. */
  stuckAt: number
  /** The slices of all leases together. */
  leasedBytes: number
  /** What all runners without a lease hold together. */
  restingBytes: number
  lastLease: number
  arrivals: number
}

export const NOTHING_SAVED: Saved = { lastLease: 0, tier: DEFAULT_TIER, windows: [], settings: {} }

export function createState(saved: Saved = NOTHING_SAVED, settings: Settings = SETTINGS): State {
  const account = (tier: Tier): Account => {
    const kept = saved.windows.find((window) => window.tier === tier)
    const startedAt = kept?.startedAt ?? null
    const open = startedAt === null ? undefined : kept
    return {
      tier,
      rule: settings.tiers[tier],
      patienceMs: tierPatienceMs(settings.tiers[tier], settings),
      startedAt,
      usedMs: open?.usedMs ?? 0,
      runs: open?.runs ?? 0,
      creditsMs: kept?.creditsMs ?? 0,
      reservedMs: 0,
      sharedMs: 0,
      shares: new Map(open?.shares?.map((share) => [share.demo, { ...share, reservedMs: 0 }])),
      waiting: 0,
      calls: 0,
    }
  }
  const { budgetBytes = 0, ...configured } = saved.settings
  return {
    settings: { ...settings, ...configured },
    freeSlots: SLOTS,
    budgetBytes,
    configured: saved.settings,
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
    functions: { known: new Map(), resting: new Set() },
    ready: createHeap<Task>(compareTasks),
    impatient: createHeap<GiveUp>((a, b) => a.at - b.at),
    unused: createChain(),
    demoting: new Set(),
    stuckAt: Number.POSITIVE_INFINITY,
    leasedBytes: 0,
    restingBytes: 0,
    lastLease: saved.lastLease,
    arrivals: 0,
  }
}
