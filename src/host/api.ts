import { SubletError } from '../protocol/errors'
import type { LedgerExtract, LedgerRange } from '../protocol/ledger'
import type { ModelSummary } from '../protocol/library'
import type { PoolSettings, PoolSnapshot, Quota, Tier } from '../protocol/pool'
import type { Models } from './models'
import type { Host, LedgerFormat, PredictOptions, SpendReport } from './types'
import { watchCall } from './watch-call'

/** `window.sublet`: the page for programs (DESIGN 8). All failures are `SubletError`s. */
export interface SubletApi {
  /**
   * Runs a demo and gives its outputs, in the order of its Interface. Images are `ImageData`.
   * @param inputs those that a visitor sees, in their order, and no `State`s; they are copied as soon as the demo's code is
   * there, which the first call of a page may have to wait for
   * @param options `signal` stops the call; `maxWaitMs` limits its wait in the queue; `onEvent` is called with its
   * first state and on every change of it; `canvas` gives the canvas for an output that is one; `event` is the number of
   * an event of Blocks, whose inputs and outputs these then are; absent, the first one
   */
  predict(demo: string, inputs: readonly unknown[], options?: PredictOptions): Promise<readonly unknown[]>
  /** Who holds the GPU, who waits, what is resident, what is left. */
  pool(): PoolSnapshot
  /** The models of this browser, staged or on their way; as a function it lists them. */
  readonly models: (() => Promise<readonly ModelSummary[]>) & Omit<Models, 'library' | 'watch'>
  quota(): Quota
  /**
   * What leases cost, in all tabs: each that was settled in this span of time, and the sums of each day and demo of
   * which the single leases are no longer kept (after 90 days).
   * @param range milliseconds since the epoch: `since` is in it, `until` is not; an end that is absent is open
   */
  ledger(range?: Partial<LedgerRange>): Promise<LedgerExtract>
  /** The same as the text of a file: CSV by RFC 4180 with a header, or JSON. Milliseconds are whole, so that sums are exact. */
  exportLedger(format: LedgerFormat, range?: Partial<LedgerRange>): Promise<string>
  /** The same summed up: in all, by demo (most expensive first) and by UTC day (oldest first). */
  spend(range?: Partial<LedgerRange>): Promise<SpendReport>
  /** Makes this tab a visitor of another tier, with a quota of its own; running calls stay the old one's. */
  visitAs(tier: Tier): void
  /**
   * Prepays GPU seconds, which are spent when the quota is used up; for tiers that go on past it.
   * @throws SubletError `IllegalDuration` or `QuotaExceeded`, with the numbers
   */
  addCredits(seconds: number): void
  /**
   * Sets the pool for all tabs, and keeps it: `keepAliveMs`, `budgetBytes`, `queueLimit`. What is absent stays as it is.
   * @throws SubletError with the bounds of the setting
   */
  configure(settings: Partial<PoolSettings>): void
}

declare global {
  interface Window {
    sublet: SubletApi
  }
}

export function installApi(host: Host): void {
  window.sublet = createApi(host)
}

export function createApi(host: Host): SubletApi {
  function pool(): PoolSnapshot {
    const { pool: snapshot } = host.pool.getState()
    if (snapshot !== undefined) return snapshot
    throw new SubletError('GpuUnavailable', 'The scheduler has not answered yet.', {
      wayOut: 'Try again in a moment.',
    })
  }

  return {
    async predict(id, inputs, { signal, onEvent, ...options } = {}) {
      await host.ready()
      const demo = host.demo(id)
      if (demo === undefined) {
        const known = host.cards.map((card) => card.id).join(', ')
        throw new SubletError('HandlerFailed', `There is no demo '${id}'.`, {
          wayOut: `There are: ${known}.`,
        })
      }
      const call = demo.call(inputs, options)
      if (onEvent !== undefined) watchCall(call, onEvent)
      const cancel = (): void => call.cancel()
      signal?.addEventListener('abort', cancel)
      if (signal?.aborted) cancel()
      try {
        return await call.result
      } finally {
        signal?.removeEventListener('abort', cancel)
      }
    },
    pool,
    models: Object.assign(() => host.models.list(), host.models),
    quota: () => pool().quota,
    ledger: (range) => host.ledger(whole(range)),
    exportLedger: (format, range) => host.exportLedger(format, whole(range)),
    spend: (range) => host.spend(whole(range)),
    visitAs: (tier) => host.visitAs(tier),
    addCredits: (seconds) => host.addCredits(seconds),
    configure: (settings) => host.configure(settings),
  }
}

function whole(range: Partial<LedgerRange> = {}): LedgerRange {
  const { since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = range
  return { since, until }
}
