import { SubletError } from '../protocol/errors'
import type { ModelSummary } from '../protocol/model'
import type { PoolSnapshot, Quota } from '../protocol/pool'
import type { Host, PredictOptions } from './types'

/** `window.sublet`: the page for programs (DESIGN 8). All failures are `SubletError`s. */
export interface SubletApi {
  /**
   * Runs a demo and gives its outputs, in the order of its Interface. Images are `ImageData`.
   * @param options `signal` stops the call; `onEvent` is called on every change of its state
   */
  predict(demo: string, inputs: readonly unknown[], options?: PredictOptions): Promise<readonly unknown[]>
  /** Who holds the GPU, who waits, what is resident, what is left. */
  pool(): PoolSnapshot
  /** The models that are staged in this browser. */
  models(): Promise<ModelSummary[]>
  quota(): Quota
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
    async predict(id, inputs, { signal, onEvent } = {}) {
      const demo = host.demo(id)
      if (demo === undefined) {
        const known = host.cards.map((card) => card.id).join(', ')
        throw new SubletError('HandlerFailed', `There is no demo '${id}'.`, {
          wayOut: `There are: ${known}.`,
        })
      }
      const call = demo.call(inputs)
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
  }
}
