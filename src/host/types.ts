import type { StoreApi } from 'zustand/vanilla'
import type { WireError } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import type { LedgerExtract, LedgerRange } from '../protocol/ledger'
import type { PoolSettings, PoolSnapshot, Size, Tier, Waiter } from '../protocol/pool'
import type { RunnerProfile } from '../protocol/profile'
import type { Bill, LedgerFormat, SpendReport } from '../scheduler/client'
import type { DemoCard, DemoFile } from './demo-files'
import type { Models } from './models'
import type { DemoText, Own } from './own/types'

export type { WireError } from '../protocol/errors'
export { errorTitle, toWire } from '../protocol/errors'
export type {
  BlocksSpec,
  ComponentKind,
  ComponentSpec,
  EventSpec,
  GpuFunctionSpec,
  InterfaceSpec,
  LayoutNode,
} from '../protocol/interface'
export type { LedgerRow } from '../protocol/ledger'
export type {
  Library,
  ModelAbout,
  ModelDetail,
  ModelState,
  ModelSummary,
  Verification,
} from '../protocol/library'
export type {
  Holder,
  PoolSettings,
  PoolSnapshot,
  Quota,
  Resident,
  Size,
  Tier,
  Waiter,
} from '../protocol/pool'
export { SETTING_BOUNDS } from '../protocol/pool'
export type { Outcome } from '../protocol/scheduler'
export { shareMs } from '../protocol/share'
export type { Bill, LedgerFormat, SpendReport, TierRule } from '../scheduler/client'
export { TIERS } from '../scheduler/client'
export type { DemoCard, DemoFile, DemoNetwork } from './demo-files'
export type { Models } from './models'
export type {
  DemoContent,
  DemoDraft,
  DemoTemplate,
  DemoText,
  ForeignDemo,
  Own,
  OwnDemos,
  OwnState,
} from './own/types'

/** What a browser lacks, in words for a person; empty when Sublet can run. */
export interface Support {
  ok: boolean
  missing: string[]
}

export interface PoolState {
  connection: 'connecting' | 'connected' | 'refused'
  error: WireError | undefined
  pool: PoolSnapshot | undefined
  /** `performance.now()` when `pool` came in: its durations count from here. */
  receivedAt: number
}

export type DemoPhase =
  | { phase: 'closed' }
  | { phase: 'starting' }
  /** `total` is null while the server has not said how long the file is. */
  | { phase: 'staging'; model: string; loaded: number; total: number | null }
  | { phase: 'ready' }
  | { phase: 'failed'; error: WireError }

export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error'
  text: string
  /** Milliseconds since the epoch, when the page heard of it. */
  at: number
  /** `Call.id` of the run that it belongs to; undefined for module scope and what comes between runs. */
  call: string | undefined
}

export interface DemoState {
  at: DemoPhase
  /** Kept from the last successful load, so that the form does not vanish while the handler boots again. */
  spec: InterfaceSpec | undefined
  /** TypeScript of `handler.ts` that runs now. */
  source: string | undefined
  /** All files that run now; the same array for as long as they do, whatever becomes of their runners. */
  files: readonly DemoFile[] | undefined
  edited: boolean
  /** Weights and buffers on the GPU, of the runner that is furthest up the ladder; undefined while there is none. */
  residency: { level: 'leased' | 'warm' | 'cool' | 'idle'; held: number } | undefined
  log: readonly LogLine[]
  pastRuns: PastRuns
}

/** By GPU function: its leases that completed in this tab, oldest first, 50 at most. */
export type PastRuns = ReadonlyMap<string, readonly LeaseView[]>

/** A part of a lease, as its runner tells it; `at` is `performance.now()` of the page. */
export type ProfileSpan = RunnerProfile['spans'][number]

/**
 * What a lease spent its time on, as its runner tells it: of use to whoever wrote the handler. Nothing is billed, killed or
 * refused by it.
 */
export interface LeaseProfile extends Pick<RunnerProfile, 'peakHeldBytes' | 'busyMs' | 'timing' | 'left'> {
  /** What might have been held. */
  sliceBytes: number
  /** In the order in which they ended; passes of the GPU come last. */
  spans: readonly ProfileSpan[]
}

/** One `GPU(...)` call inside a run, as it happens. Instants are `performance.now()` of the page. */
export interface LeaseView {
  fn: string
  size: Size
  seconds: number
  stage: 'queued' | 'attaching' | 'running' | 'settled'
  /** 1 is next; undefined until the scheduler has said. */
  position: number | undefined
  /** Until it starts, as far as can be told from past runs. */
  etaMs: number | undefined
  loaded: number
  total: number
  queuedAt: number
  grantedAt: number | undefined
  startedAt: number | undefined
  /** From the ledger, once settled. */
  bill: Bill | undefined
  /** Comes right after the end; undefined until then, and of a lease whose runner did not tell. */
  profile: LeaseProfile | undefined
}

export interface CallState {
  /** `waiting`: behind other calls of this demo, or for a runner. `working`: in the handler. */
  phase: 'waiting' | 'working' | 'done' | 'failed'
  /** Calls of this demo, in this tab, that have to end before it starts. */
  ahead: number
  /** The newest 100. */
  leases: readonly LeaseView[]
  /** How many there were before those, and what they cost. */
  earlier: { leases: number; chargedMs: number; creditMs: number }
  progress: { fraction: number; text: string } | undefined
  /** Of the last yield, or the return, less `State`s. Kept when the call fails later. */
  outputs: readonly unknown[] | undefined
  /** The call failed or was stopped after it had shown something: `outputs` is not all that there would be. */
  partial: boolean
  error: WireError | undefined
}

export interface Call {
  readonly id: string
  readonly state: StoreApi<CallState>
  /** Rejects with a `SubletError`. */
  readonly result: Promise<readonly unknown[]>
  /** Idempotent. Ends what runs within 250 ms. */
  cancel(): void
}

export interface Demo {
  readonly card: DemoCard
  readonly state: StoreApi<DemoState>
  /** Boots the demo if it is not up; resolves when ready, rejects with a `SubletError`. */
  start(): Promise<InterfaceSpec>
  /**
   * Puts these files in place of all that it has, and boots again. What a `State` holds stays, where the handler still
   * declares one of that shape. An own demo is kept so, once it has booted, and its card follows its README.
   * @param texts absent: as they are
   */
  edit(files: readonly DemoFile[], texts?: readonly DemoText[]): Promise<InterfaceSpec>
  /** Back to the bundled files; of an own demo, to those that this page found when it opened it. */
  reset(): Promise<InterfaceSpec>
  /**
   * @param inputs values of the inputs, in their order, but none for a `State`: those are the demo's own. Of a Button it is
   * null, of a Timer how often it has ticked
   */
  call(inputs: readonly unknown[], options?: CallOptions): Call
  /**
   * Remembers what the `State`s hold now.
   * @returns puts them back to that, as often as it is called; if the handler was replaced since, where it still declares
   * one of that shape. What runs at that time leaves nothing in them any more
   */
  saveStates(): () => void
  /** The `State`s hold what the handler declares, as at first. What runs now leaves nothing in them any more. */
  forgetStates(): void
  close(): void
}

export interface CallOptions {
  /** How long a call may wait for the GPU before it fails with `QueueTimeout`; absent: as long as it takes. */
  maxWaitMs?: number
  /**
   * Gives the canvas for an output that is one, of this many pixels; it is transferred to the runner, a new one for
   * each try. Absent: one that nobody sees.
   * @param output index among the outputs of the Interface, or of the event
   */
  canvas?: (output: number, width: number, height: number) => OffscreenCanvas
  /** Of Blocks: the number of the event, whose inputs and outputs these are. Absent: the first. */
  event?: number
  /** Times what its leases do on the GPU, where that has timestamp queries: see `LeaseView.profile`. It costs a little. */
  timed?: boolean
}

export interface PredictOptions extends CallOptions {
  signal?: AbortSignal
  /** The call's state as it begins, and after every change: no more than one for each frame, except where a phase begins. */
  onEvent?: (state: CallState) => void
}

export interface Host {
  readonly support: Support
  /** Of the demos that ship with the site. */
  readonly cards: readonly DemoCard[]
  /** Those of the visitor's own. */
  readonly own: Own
  readonly pool: StoreApi<PoolState>
  /**
   * Resolves when `demo` can be asked, for own demos too: the code of demos is no part of the page's first load, and comes
   * once.
   * Rejects when it cannot be fetched; the next call tries again.
   */
  ready(): Promise<void>
  /** The same object for the same id; undefined when there is no such demo. @throws Error before `ready` */
  demo(id: string): Demo | undefined
  readonly models: Models
  /**
   * The call of this tab that waits in the pool's queue, or holds the GPU, under these names; undefined for those of
   * other tabs, and once it has ended.
   */
  callOf(place: Pick<Waiter, 'tab' | 'request'>): Call | undefined
  /** What the pool's settings are before a visitor sets them; the budget as this tab guesses it. */
  readonly defaults: PoolSettings
  /** What was settled in this span of time, by every tab. Rejects with a `SubletError`. */
  ledger(range: LedgerRange): Promise<LedgerExtract>
  /** The same as the text of a file. Rejects with a `SubletError`. */
  exportLedger(format: LedgerFormat, range: LedgerRange): Promise<string>
  /** The same summed up, by demo and by day. Rejects with a `SubletError`. */
  spend(range: LedgerRange): Promise<SpendReport>
  /** Each tier has a quota of its own. @throws SubletError when there is no such tier, or no scheduler for this tab */
  visitAs(tier: Tier): void
  /**
   * Prepays GPU seconds for this visitor; `quota().creditsMs` has them with the next snapshot of the pool.
   * @throws SubletError `IllegalDuration` out of the bounds of one purchase, `QuotaExceeded` for a tier that ends with
   * its quota
   */
  addCredits(seconds: number): void
  /**
   * Sets the pool for all tabs, and keeps it; what is absent stays as it is.
   * @throws SubletError with the bounds of the setting
   */
  configure(settings: Partial<PoolSettings>): void
  /** Idempotent. Ends every runner, settles what is pending. */
  close(): void
}
