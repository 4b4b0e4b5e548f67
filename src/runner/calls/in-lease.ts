import { SubletError } from '../../protocol/errors'
import type { Ending } from './leases'
import { underSignal } from './under-signal'
import { untilLost } from './until-lost'

/** A lease that a function runs in, its own or another one's. */
export interface Place {
  readonly signal: AbortSignal
  leave(ending: Ending): void
}

/** In the lease of another one nothing is asked for, and what the function gives comes as it is. */
export function within(place: Place, run: () => unknown): unknown {
  let waits = false
  try {
    const value = run()
    waits = value instanceof Promise
    return value instanceof Promise ? value.finally(() => place.leave('completed')) : value
  } finally {
    if (!waits) place.leave('completed')
  }
}

export async function once(name: string, enter: () => Promise<Place>, run: () => unknown): Promise<unknown> {
  const lease = await enter()
  let ending: Ending = 'failed'
  try {
    const value = await untilLost(lease.signal, run())
    lease.signal.throwIfAborted()
    if (isGenerator(value)) throw runsTooLate(name)
    ending = 'completed'
    return value
  } catch (error) {
    // What a handler throws because its lease ended is not the cause.
    lease.signal.throwIfAborted()
    throw error
  } finally {
    lease.leave(ending)
  }
}

export async function* stream(
  enter: () => Promise<Place>,
  run: () => unknown,
): AsyncGenerator<unknown, unknown, unknown> {
  const lease = await enter()
  let ending: Ending = 'failed'
  try {
    const values = run()
    if (!isGenerator(values)) throw new TypeError('a generator function returned no generator')
    // At the deadline nobody may be waiting for a value: the lease is given back all the same.
    const result: unknown = yield* underSignal(delegate(values), lease.signal, () => lease.leave('failed'))
    ending = 'completed'
    return result
  } finally {
    lease.leave(ending)
  }
}

type AnyGenerator = AsyncGenerator<unknown, unknown, unknown> | Generator<unknown, unknown, unknown>

/** An async generator, whatever it is made of. */
async function* delegate(values: AnyGenerator): AsyncGenerator<unknown, unknown, unknown> {
  return yield* values
}

function isGenerator(value: unknown): value is AnyGenerator {
  return /^\[object (?:Async)?Generator\]$/.test(Object.prototype.toString.call(value))
}

function runsTooLate(name: string): SubletError {
  return new SubletError(
    'HandlerFailed',
    `${name}() returned a generator, which would run after its lease.`,
    {
      wayOut: 'Wrap the generator function itself: GPU(async function* (…) { … }).',
    },
  )
}
