import { SubletError, toWire } from '../../protocol/errors'
import type { FromRunner } from '../../protocol/runner'
import { describeUncloneable } from './cloneable'

/** The function behind Run, and how many outputs the page expects of it. */
export interface Handler {
  fn: (...inputs: unknown[]) => unknown
  outputs: number
}

/** Runs calls, one at a time: the host sends the next one when this one has settled. */
export interface Calls {
  current(): string | undefined
  run(call: string, inputs: readonly unknown[], handler: Handler): Promise<void>
  /** The call settles as `Cancelled`; what it yielded stays. Late ids are ignored. */
  cancel(call: string): void
}

export function createCalls(post: (message: FromRunner) => void): Calls {
  let current: { call: string; cancelled: PromiseWithResolvers<never> } | undefined

  return {
    current: () => current?.call,
    async run(call, inputs, handler) {
      const cancelled = Promise.withResolvers<never>()
      current = { call, cancelled }
      try {
        // Settled by whichever comes first; the handler itself is ended by its lease's signal, or with the runner.
        const outputs = await Promise.race([cancelled.promise, execute(call, inputs, handler, post)])
        send(post, { type: 'returned', call, outputs, skipped: [] })
      } catch (error) {
        post({ type: 'threw', call, error: toWire(error) })
      } finally {
        current = undefined
      }
    },
    cancel(call) {
      if (current?.call !== call) return
      current.cancelled.reject(new SubletError('Cancelled', 'The call was stopped by the visitor.'))
    },
  }
}

async function execute(
  call: string,
  inputs: readonly unknown[],
  handler: Handler,
  post: (message: FromRunner) => void,
): Promise<unknown[]> {
  const result = await handler.fn(...inputs)
  if (!isAsyncIterable(result)) return asOutputs(result, handler.outputs)
  let outputs: unknown[] = []
  for await (const value of result) {
    outputs = asOutputs(value, handler.outputs)
    send(post, { type: 'yield', call, outputs, skipped: [] })
  }
  return outputs
}

/** One output may come bare; several come as an array of just so many. */
function asOutputs(value: unknown, count: number): unknown[] {
  if (count === 1) return [value]
  if (Array.isArray(value) && value.length === count) return value
  const got = Array.isArray(value) ? `an array of ${value.length}` : typeof value
  throw new SubletError('HandlerFailed', `The handler has ${count} outputs and returned ${got}.`, {
    wayOut: `Return an array of ${count} values, in the order of the outputs.`,
  })
}

/** @throws SubletError `NotCloneable` or `GpuValueEscaped`, naming the path of the value */
function send(
  post: (message: FromRunner) => void,
  message: Extract<FromRunner, { outputs: unknown[] }>,
): void {
  try {
    post(message)
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'DataCloneError') throw error
    throw (
      describeUncloneable(message.outputs) ?? new SubletError('NotCloneable', error.message, { cause: error })
    )
  }
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
