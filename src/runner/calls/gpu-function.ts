import { SubletError } from '../../protocol/errors'
import type { GpuFunctionSpec } from '../../protocol/interface'
import { LONGEST_NAME } from '../../protocol/runner'
import type { AnyFunction, GpuOptions } from '../../sdk/gpu-options'
import type { Ending, HeldLease, Leases } from './leases'

/** ZEROGPU.md, Duration: 60 s unless declared. */
const DEFAULT_SECONDS = 60

const AsyncGeneratorFunction = Object.getPrototypeOf(async function* () {}).constructor
const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor

export interface GpuFunctions {
  wrap<F extends AnyFunction>(options: GpuOptions<F>, fn: F): F
  /** All that were wrapped so far. */
  specs(): GpuFunctionSpec[]
}

/** @param call the call that runs now, or undefined at module scope */
export function createGpuFunctions(leases: Leases, call: () => string | undefined): GpuFunctions {
  const specs: GpuFunctionSpec[] = []

  async function enter(name: string, options: GpuOptions, args: unknown[]): Promise<HeldLease> {
    const running = call()
    if (running === undefined) {
      throw new SubletError(
        'GpuNotAttached',
        `${name}() was called at module scope, where no lease can be had.`,
        {
          wayOut: "Call it from the Interface's fn: models are put on the GPU at module scope, work is not.",
        },
      )
    }
    return leases.enter({
      call: running,
      fn: name,
      seconds: evaluate(name, options.duration, args),
      size: options.size ?? 'large',
      ...(options.concurrency !== undefined && { concurrency: options.concurrency }),
    })
  }

  function wrap<F extends AnyFunction>(options: GpuOptions<F>, fn: F): F {
    const name = (fn.name || `gpu-${specs.length + 1}`).slice(0, LONGEST_NAME)
    const { duration = DEFAULT_SECONDS, size = 'large', concurrency } = options
    const seconds = typeof duration === 'number' ? duration : null
    specs.push({ name, seconds, size, ...(concurrency !== undefined && { concurrency }) })
    const streams = fn instanceof AsyncGeneratorFunction || fn instanceof GeneratorFunction

    return new Proxy(fn, {
      apply(target, self, args: unknown[]) {
        const run = (): unknown => Reflect.apply(target, self, args)
        // Inside a lease it runs in that lease: wrap the function that owns the loop (ZEROGPU.md, Isolation).
        // That of a call which was stopped may still be ending: it is not this call's.
        const lease = leases.current()
        if (lease !== undefined && lease.call === call()) return run()
        return streams
          ? stream(() => enter(name, options, args), run)
          : once(() => enter(name, options, args), run)
      },
    })
  }

  return { wrap, specs: () => [...specs] }
}

function evaluate(name: string, duration: GpuOptions['duration'], args: unknown[]): number {
  if (typeof duration !== 'function') return duration ?? DEFAULT_SECONDS
  const seconds: unknown = duration(...args)
  if (typeof seconds === 'number') return seconds
  throw new SubletError(
    'IllegalDuration',
    `The duration of ${name}() returned ${String(seconds)}, not a number.`,
  )
}

async function once(enter: () => Promise<HeldLease>, run: () => unknown): Promise<unknown> {
  const lease = await enter()
  let ending: Ending = 'failed'
  try {
    const value = await run()
    lease.signal.throwIfAborted()
    ending = 'completed'
    return value
  } catch (error) {
    // What a handler throws because its lease ended is not the cause.
    lease.signal.throwIfAborted()
    throw error
  } finally {
    lease.release(ending)
  }
}

async function* stream(
  enter: () => Promise<HeldLease>,
  run: () => unknown,
): AsyncGenerator<unknown, unknown> {
  const lease = await enter()
  let ending: Ending = 'failed'
  try {
    const values = run()
    if (!isIterable(values)) throw new TypeError('a generator function returned no iterator')
    for await (const value of values) {
      lease.signal.throwIfAborted()
      yield value
    }
    ending = 'completed'
    return undefined
  } catch (error) {
    lease.signal.throwIfAborted()
    throw error
  } finally {
    lease.release(ending)
  }
}

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return (
    typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value)
  )
}
