import type { Size } from '../../protocol/pool'
import type { FromScheduler } from '../../protocol/scheduler'
import { nextDue } from './due'
import type { Effect } from './effect'
import type { Saved } from './records'
import { reduce, type SchedulerEvent, type TabMessage } from './reduce'
import type { Settings } from './settings'
import { createState, NOTHING_SAVED, type State } from './state'

export const MONDAY = Date.UTC(2026, 0, 5)

interface Ask {
  request: string
  seconds: number
  size: Size
  runner: string
  demo: string
  fn: string
  maxWaitMs: number
  concurrency: number
  waitedMs: number
  foreign: true
}

/** The core in virtual time, with what it posted kept for the tests to look at. */
export interface VirtualPool {
  readonly state: State
  readonly effects: Effect[]
  /** `tab request` of each request that was heard, and not rejected as a repetition. */
  readonly accepted: string[]
  /** Tabs that have died. */
  readonly deaths: string[]
  send(event: SchedulerEvent): Effect[]
  connect(...tabs: string[]): void
  tell(tab: string, message: TabMessage): Effect[]
  /** Asks for 10 s, `large`, by a runner of its own. */
  ask(tab: string, ask: Partial<Ask> & { request: string }): void
  /** The lease of a granted request, started at once; its runner holds nothing, unless it is said. */
  start(tab: string, request: string, held?: number): number
  /** Lets time go by, stopping wherever the core has something due. */
  pass(ms: number): void
  ms(): number
  wall(): number
  setWall(wall: number): void
  /** Everything that a tab was told about a request. */
  told(tab: string, request: string): FromScheduler[]
  /** The last of it. */
  last(tab: string, request: string): FromScheduler | undefined
  leaseOf(tab: string, request: string): number
}

/** @param heard called behind each event, those that time brings included */
export function createVirtualPool(
  settings?: Settings,
  saved: Saved = NOTHING_SAVED,
  heard?: (pool: VirtualPool) => void,
): VirtualPool {
  const state = createState(saved, settings)
  const effects: Effect[] = []
  const accepted: string[] = []
  const deaths: string[] = []
  let ms = 0
  let wall = MONDAY

  function send(event: SchedulerEvent): Effect[] {
    if (event.type === 'disconnected') deaths.push(event.tab)
    const now = reduce(state, event, { ms, wall })
    if (event.type === 'message' && event.message.type === 'request' && !isRejected(now))
      accepted.push(`${event.tab} ${event.message.request}`)
    effects.push(...now)
    heard?.(pool)
    return now
  }

  const pool: VirtualPool = {
    state,
    effects,
    accepted,
    deaths,
    send,
    connect(...tabs) {
      for (const tab of tabs) send({ type: 'connected', tab, budgetBytes: 1000 })
    },
    tell: (tab, message) => send({ type: 'message', tab, message }),
    ask(tab, asked) {
      const usual = { runner: `runner of ${asked.request}`, demo: 'demo', fn: 'fn' }
      pool.tell(tab, { type: 'request', seconds: 10, size: 'large', ...usual, ...asked })
    },
    start(tab, request, held = 0) {
      const lease = pool.leaseOf(tab, request)
      pool.tell(tab, { type: 'started', lease, held })
      return lease
    },
    pass(span) {
      const end = ms + span
      for (;;) {
        const due = nextDue(state)
        if (due > end) break
        wall += Math.max(0, due - ms)
        ms = Math.max(ms, due)
        send({ type: 'due' })
      }
      wall += end - ms
      ms = end
    },
    ms: () => ms,
    wall: () => wall,
    setWall(to) {
      wall = to
    },
    told: (tab, request) =>
      effects.flatMap((effect) => {
        if (effect.type !== 'post' || effect.tab !== tab) return []
        return 'request' in effect.message && effect.message.request === request ? [effect.message] : []
      }),
    last: (tab, request) => pool.told(tab, request).at(-1),
    leaseOf(tab, request) {
      const granted = pool.told(tab, request).find((message) => message.type === 'granted')
      if (granted?.type !== 'granted') throw new Error(`${request} of ${tab} was not granted`)
      return granted.lease
    },
  }
  return pool
}

function isRejected(effects: readonly Effect[]): boolean {
  return effects.some((effect) => effect.type === 'rejected')
}
