import { vi } from 'vitest'
import type { SubletError } from '../protocol/errors'
import type { PoolSnapshot } from '../protocol/pool'
import {
  type AbortReason,
  type Bill,
  createSchedulerClient,
  type Grant,
  type LeaseRequest,
  type RequestHandle,
  type SchedulerClient,
  type SchedulerClientOptions,
} from './client'
import type { Environment } from './environment'
import { NOTHING_READ } from './ledger'

/** Real time and real Web Locks; a ledger and a report that only remember. `die` gives up the scheduler's lock. */
export async function createTestEnvironment() {
  const lock = `scheduler ${crypto.randomUUID()}`
  const dead = signal<void>()
  const held = signal<void>()
  void navigator.locks.request(lock, () => {
    held.give()
    return dead.given
  })
  await held.given
  const environment = {
    lock,
    die: dead.give,
    now: () => ({ ms: performance.now(), wall: Date.now() }),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    async lockFree(name, signal) {
      await navigator.locks.request(name, { signal }, () => undefined)
    },
    ledger: {
      reserve: vi.fn(),
      settle: vi.fn(),
      addCredits: vi.fn(),
      keepTier: vi.fn(),
      keepSettings: vi.fn(),
      read: vi.fn(async () => NOTHING_READ),
      close: vi.fn(),
    },
    report: vi.fn(),
  } satisfies Environment & { die(): void }
  return environment
}

/** A request, with what came back. Each of its promises settles when the event comes. */
interface TestCall {
  handle: RequestHandle
  /** In the order in which they came. */
  words: string[]
  granted: Promise<Grant>
  aborted: Promise<AbortReason>
  refused: Promise<SubletError>
  settled: Promise<Bill>
}

export interface TestTab {
  client: SchedulerClient
  /** In the order in which they came. */
  words: string[]
  pools: PoolSnapshot[]
  /** For the first time. */
  connected: Promise<void>
  refused: Promise<SubletError>
  call(asked?: Partial<LeaseRequest>): TestCall
}

/** A tab: the real client with its real lock, over any transport. */
export function createTestTab(
  connect: SchedulerClientOptions['connect'],
  tab: string = crypto.randomUUID(),
): TestTab {
  const connected = signal<void>()
  const refused = signal<SubletError>()
  const words: string[] = []
  const pools: PoolSnapshot[] = []
  const client = createSchedulerClient({
    connect,
    tab,
    lockName: `tab ${tab}`,
    locks: navigator.locks,
    budgetBytes: 1_000,
    onConnected: connected.give,
    onLost: () => words.push('lost'),
    onRefused: refused.give,
    onPool: (pool) => {
      words.push('pool')
      pools.push(pool)
    },
    onDemote: (runner, to) => {
      words.push(`demote ${runner} to ${to}`)
      client.residency({ runner, demo: 'demo', level: to, held: 0 })
    },
    onMalformed: (reason) => words.push(`malformed: ${reason}`),
  })
  return {
    client,
    words,
    pools,
    connected: connected.given,
    refused: refused.given,
    call(asked = {}) {
      const granted = signal<Grant>()
      const aborted = signal<AbortReason>()
      const ended = signal<SubletError>()
      const settled = signal<Bill>()
      const said: string[] = []
      const say = (word: string): void => {
        said.push(word)
        words.push(word)
      }
      const request = {
        runner: crypto.randomUUID(),
        demo: 'demo',
        fn: 'fn',
        seconds: 10,
        size: 'large',
      } as const
      const handle = client.request(
        { ...request, ...asked },
        {
          queued: (position) => say(`queued ${position}`),
          granted(grant) {
            say('granted')
            granted.give(grant)
          },
          abort(reason) {
            say('abort')
            aborted.give(reason)
          },
          refused(error) {
            say('refused')
            ended.give(error)
          },
          settled(bill) {
            say('settled')
            settled.give(bill)
          },
        },
      )
      return {
        handle,
        words: said,
        granted: granted.given,
        aborted: aborted.given,
        refused: ended.given,
        settled: settled.given,
      }
    },
  }
}

function signal<T>(): { given: Promise<T>; give: (value: T) => void } {
  let give = (_: T): void => {}
  const given = new Promise<T>((resolve) => {
    give = resolve
  })
  return { given, give }
}
