/** A host without rooms behind it: tests say what happens by setting the states that the page watches. */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type {
  Call,
  CallOptions,
  CallState,
  Demo,
  DemoCard,
  DemoFile,
  DemoState,
  Host,
  InterfaceSpec,
  LeaseView,
  OwnState,
  PoolSettings,
  PoolSnapshot,
  PoolState,
  SpendReport,
  Support,
  Tier,
} from '../host/types'
import { type FakeModels, fakeModels } from './models/models.fixture'

export interface FakeCall extends Call {
  readonly inputs: readonly unknown[]
  /** What the `State`s held as it began. */
  readonly states: unknown
  readonly options: CallOptions
  cancelled: boolean
}

export interface FakeDemo extends Demo {
  readonly calls: FakeCall[]
  readonly edits: (readonly DemoFile[])[]
  started: number
  /** What a test says that the `State`s hold; undefined: what is declared. */
  states: unknown
}

export interface FakeHost extends Host {
  readonly demos: ReadonlyMap<string, FakeDemo>
  readonly tiers: Tier[]
  readonly models: FakeModels
  /** What was saved: format and begin of the span. */
  readonly exports: string[]
  /** What was configured. */
  readonly configured: Partial<PoolSettings>[]
  /** Seconds that were added. */
  readonly credits: number[]
  demo(id: string): FakeDemo | undefined
}

export interface FakeHostOptions {
  specs: Record<string, InterfaceSpec>
  cards?: DemoCard[]
  support?: Support
  pool?: PoolSnapshot
  spend?: Host['spend']
  ledger?: Host['ledger']
  /** Calls of this tab, by the requests of the pool's snapshots. */
  own?: ReadonlyMap<string, Call>
  models?: FakeModels
  ownDemos?: Partial<OwnState>
}

const NOTHING = { leases: 0, queuedMs: 0, attachMs: 0, ranMs: 0, chargedMs: 0, creditMs: 0 }
const NOTHING_SPENT: SpendReport = { total: NOTHING, byDemo: [], byDay: [] }

export function fakeHost({
  specs,
  cards,
  support,
  pool,
  spend,
  ledger,
  own,
  models,
  ownDemos,
}: FakeHostOptions): FakeHost {
  const shown = cards ?? Object.keys(specs).map((id) => fakeCard({ id }))
  const demos = new Map<string, FakeDemo>()
  for (const card of shown) {
    const spec = specs[card.id]
    if (spec !== undefined) demos.set(card.id, fakeDemo(card, spec))
  }
  const tiers: Tier[] = []
  const exports: string[] = []
  const configured: Partial<PoolSettings>[] = []
  const credits: number[] = []
  return {
    exports,
    configured,
    credits,
    demos,
    tiers,
    support: support ?? { ok: true, missing: [] },
    cards: shown,
    own: {
      state: createStore<OwnState>(() => ({ cards: [], loaded: true, problem: undefined, ...ownDemos })),
      mayHave: async () => ownDemos !== undefined,
      open: async () => {
        throw new Error('the fake host keeps no own demos')
      },
    },
    pool: createStore<PoolState>(() => ({
      connection: pool === undefined ? 'connecting' : 'connected',
      error: undefined,
      pool,
      receivedAt: performance.now(),
    })),
    ready: async () => undefined,
    demo: (id) => demos.get(id),
    models: models ?? fakeModels(),
    callOf: ({ request }) => own?.get(request),
    defaults: fakePool().settings,
    ledger: ledger ?? (async () => ({ rows: [], days: [] })),
    async exportLedger(format, { since }) {
      exports.push(`${format} ${since}`)
      return 'the ledger'
    },
    spend: spend ?? (async () => NOTHING_SPENT),
    visitAs: (tier) => tiers.push(tier),
    addCredits: (seconds) => credits.push(seconds),
    configure: (settings) => configured.push(settings),
    close: () => {},
  }
}

function fakeDemo(card: DemoCard, spec: InterfaceSpec): FakeDemo {
  const state = createStore<DemoState>(() => ({
    at: { phase: 'closed' },
    spec: undefined,
    source: undefined,
    files: undefined,
    edited: false,
    residency: undefined,
    log: [],
    pastRuns: new Map(),
  }))
  const calls: FakeCall[] = []
  const edits: (readonly DemoFile[])[] = []
  const demo: FakeDemo = {
    card,
    state,
    calls,
    edits,
    started: 0,
    states: undefined,
    async start() {
      demo.started += 1
      state.setState({
        at: { phase: 'ready' },
        spec,
        source: '// the handler',
        files: filesOf('// the handler'),
      })
      return spec
    },
    async edit(files) {
      edits.push(files)
      state.setState({ at: { phase: 'ready' }, source: files[0]?.source, files, edited: true })
      return spec
    },
    async reset() {
      state.setState({
        at: { phase: 'ready' },
        source: '// the handler',
        files: filesOf('// the handler'),
        edited: false,
      })
      return spec
    },
    call(inputs, options = {}) {
      const call = fakeCall(`${card.id}-${calls.length + 1}`, inputs, demo.states, options)
      calls.push(call)
      return call
    },
    saveStates() {
      const saved = demo.states
      return () => {
        demo.states = saved
      }
    },
    forgetStates() {
      demo.states = undefined
    },
    close: () => {},
  }
  return demo
}

/** A demo with nothing but a handler. */
export function filesOf(source: string): readonly DemoFile[] {
  return [{ path: 'handler.ts', source, code: source, map: '' }]
}

function fakeCall(id: string, inputs: readonly unknown[], states: unknown, options: CallOptions): FakeCall {
  const state: StoreApi<CallState> = createStore<CallState>(() => ({
    phase: 'waiting',
    ahead: 0,
    leases: [],
    earlier: { leases: 0, chargedMs: 0, creditMs: 0 },
    progress: undefined,
    outputs: undefined,
    partial: false,
    error: undefined,
  }))
  const call: FakeCall = {
    id,
    inputs,
    states,
    options,
    state,
    cancelled: false,
    result: Promise.resolve([]),
    cancel() {
      call.cancelled = true
    },
  }
  return call
}

function fakeCard(parts: Partial<DemoCard> & { id: string }): DemoCard {
  return {
    title: parts.id,
    emoji: '🔢',
    colorFrom: 'yellow',
    colorTo: 'red',
    shortDescription: 'One sentence.',
    license: 'mit',
    models: [],
    tags: [],
    ...parts,
  }
}

export function fakePool(parts: Partial<PoolSnapshot> = {}): PoolSnapshot {
  return {
    slots: 2,
    holders: [],
    queue: [],
    residents: [],
    quota: {
      tier: 'pro',
      limitMs: 2_400_000,
      usedMs: 100_000,
      reservedMs: 0,
      remainingMs: 2_300_000,
      windowEndsInMs: null,
      capSeconds: 300,
      runsUsed: 0,
      runsPerDay: null,
      extensible: true,
      creditsMs: 0,
    },
    budgetBytes: 4_000_000_000,
    settings: { keepAliveMs: 60_000, budgetBytes: 4_000_000_000, queueLimit: 64 },
    ...parts,
  }
}

export function fakeLease(parts: Partial<LeaseView> = {}): LeaseView {
  return {
    fn: 'classify',
    size: 'large',
    seconds: 5,
    stage: 'queued',
    position: undefined,
    etaMs: undefined,
    loaded: 0,
    total: 0,
    queuedAt: 0,
    grantedAt: undefined,
    startedAt: undefined,
    bill: undefined,
    profile: undefined,
    ...parts,
  }
}
