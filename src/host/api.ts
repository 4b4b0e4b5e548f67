import { SubletError } from '../protocol/errors'
import type { LedgerExtract, LedgerRange } from '../protocol/ledger'
import type { ModelSummary } from '../protocol/model'
import type { PoolSnapshot, Quota } from '../protocol/pool'
import type { Host, PredictOptions } from './types'

/** `window.sublet`: the page for programs (DESIGN 8). All failures are `SubletError`s. */
export interface SubletApi {
  /**
   * Runs a demo and gives its outputs, in the order of its Interface. Images are `ImageData`.
   * @param options `signal` stops the call; `maxWaitMs` limits its wait in the queue; `onEvent` is called on every change of its state
   */
  predict(demo: string, inputs: readonly unknown[], options?: PredictOptions): Promise<readonly unknown[]>
  /** Who holds the GPU, who waits, what is resident, what is left. */
  pool(): PoolSnapshot
  /** The models that are staged in this browser. */
  models(): Promise<ModelSummary[]>
  quota(): Quota
  /**
   * What leases cost, in all tabs: each that was settled in this span of time, and the sums of each day and demo of
   * which the single leases are no longer kept (after 90 days).
   * @param range milliseconds since the epoch: `since` is in it, `until` is not; an end that is absent is open
   */
  ledger(range?: Partial<LedgerRange>): Promise<LedgerExtract>
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
      const demo = host.demo(id)
      if (demo === undefined) {
        const known = host.cards.map((card) => card.id).join(', ')
        throw new SubletError('HandlerFailed', `There is no demo '${id}'.`, {
          wayOut: `There are: ${known}.`,
        })
      }
      const call = demo.call(inputs, options)
      if (onEvent !== undefined) call.state.subscribe(onEvent)
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
    models: () => host.models(),
    quota: () => pool().quota,
    ledger: ({ since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = {}) =>
      host.ledger({ since, until }),
  }
}
