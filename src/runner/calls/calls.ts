import { SubletError, toWire } from '../../protocol/errors'
import type { ComponentSpec } from '../../protocol/interface'
import type { FromRunner } from '../../protocol/runner'
import { thrownMessage } from '../../protocol/thrown'
import type { CallContext } from '../../sdk/runtime'
import { asOurs } from '../transformers/as-ours'
import { createCanvases } from './canvases'
import { createProgress } from './progress'
import { nothingNew, type Results, resultsOf } from './results'
import { underSignal } from './under-signal'
import { createYields } from './yields'

/** The function behind Run, and what the page expects of it. */
export interface Handler {
  fn: (...inputs: unknown[]) => unknown
  outputs: readonly ComponentSpec[]
  /** The outputs as the author wrote them: `canvasFor` is asked by them. */
  views: readonly unknown[]
}

export interface RunningCall extends CallContext {
  readonly id: string
  /** @throws SubletError `HandlerFailed` for what is no Canvas among the outputs */
  canvas(view: unknown): OffscreenCanvas
}

/** Runs calls, one at a time: the host sends the next one when this one has settled. */
export interface Calls {
  current(): RunningCall | undefined
  /** @param canvases the page's, in the order of the outputs */
  run(
    call: string,
    inputs: readonly unknown[],
    canvases: readonly (OffscreenCanvas | null)[],
    handler: Handler,
  ): Promise<void>
  /**
   * Fires the signal of the call, which fails as `Cancelled` once its handler has ended; one that does not is ended by
   * the host, with the runner. What it yielded stays. Late ids are ignored.
   */
  cancel(call: string): void
}

export interface CallsOptions {
  post(message: FromRunner, transfer?: Transferable[]): void
  /** True of values that went through `transfer()`. */
  given(value: object): boolean
}

export function createCalls({ post, given }: CallsOptions): Calls {
  let current: { running: RunningCall; controller: AbortController } | undefined

  return {
    current: () => current?.running,
    async run(call, inputs, canvases, handler) {
      const controller = new AbortController()
      const { signal } = controller
      const progress = createProgress((fraction, text) => post({ type: 'progress', call, fraction, text }))
      const canvas = createCanvases(handler.views, handler.outputs, canvases)
      current = { running: { id: call, signal, canvas, progress: progress.report }, controller }
      const send = (type: 'yield' | 'returned', { transfer, ...results }: Results): void => {
        progress.flush()
        sendResults(() => post({ type, call, ...results }, transfer))
      }
      const yields = createYields((results) => send('yield', results))
      try {
        const results = await execute(inputs, handler, given, signal, yields.add)
        signal.throwIfAborted()
        yields.flush()
        send('returned', results)
      } catch (error) {
        yields.flush()
        progress.flush()
        post({ type: 'threw', call, error: toWire(signal.aborted ? signal.reason : asOurs(error)) })
      } finally {
        current = undefined
      }
    },
    cancel(call) {
      if (current?.running.id !== call) return
      current.controller.abort(new SubletError('Cancelled', 'The call was stopped by the visitor.'))
    },
  }
}

async function execute(
  inputs: readonly unknown[],
  { fn, outputs }: Handler,
  given: (value: object) => boolean,
  signal: AbortSignal,
  yielded: (results: Results) => void,
): Promise<Results> {
  const result = await fn(...inputs)
  const values = iteratorOf(result)
  if (values === undefined) return resultsOf(result, outputs, given)
  for await (const value of underSignal(values, signal)) yielded(resultsOf(value, outputs, given))
  // What it returns is not shown: all of it has been yielded, and buffers may be gone with that.
  return nothingNew(outputs)
}

/** Whatever is an async iterable streams; of the others only generators, since arrays and maps are values. */
function iteratorOf(value: unknown): AsyncIterator<unknown> | undefined {
  if (isAsyncIterable(value)) return value[Symbol.asyncIterator]()
  if (!isGenerator(value)) return undefined
  return (async function* () {
    yield* value
  })()
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}

function isGenerator(value: unknown): value is Generator<unknown> {
  return Object.prototype.toString.call(value) === '[object Generator]'
}

/** @throws SubletError `NotCloneable` for what was not foreseen */
function sendResults(post: () => void): void {
  try {
    post()
  } catch (error) {
    throw new SubletError('NotCloneable', `outputs: ${thrownMessage(error)}`, { cause: error })
  }
}
