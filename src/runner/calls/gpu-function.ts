import { SubletError } from '../../protocol/errors'
import type { GpuFunctionSpec } from '../../protocol/interface'
import type { AnyFunction, GpuOptions } from '../../sdk/gpu-options'
import { type Declaration, declaration } from './declaration'
import { once, type Place, stream, within } from './in-lease'
import type { HeldLease, Leases } from './leases'

const AsyncGeneratorFunction = Object.getPrototypeOf(async function* () {}).constructor
const GeneratorFunction = Object.getPrototypeOf(function* () {}).constructor

export interface GpuFunctions {
  /**
   * Same type as `fn`. A call asks for a lease and gives a promise; of a generator, an async one, which asks when its
   * first value is. Inside a lease of the same call it runs in that one.
   * @param context what a decorator was told of the method
   * @throws SubletError `HandlerFailed`, `IllegalDuration`: what was given is wrong
   */
  wrap<F extends AnyFunction>(options: GpuOptions<F>, fn: F, context?: unknown): F
  /** All that were wrapped so far. */
  specs(): GpuFunctionSpec[]
  /** The lease that is held by the running call, or still by the one before when none runs. */
  lease(): HeldLease | undefined
}

export interface GpuFunctionsOptions {
  leases: Leases
  /** The call that runs now, or undefined at module scope and between calls. */
  call(): { readonly id: string; readonly signal: AbortSignal } | undefined
  /** The handler's module scope is over. */
  loaded(): boolean
  /** For a function without a name, by where it is wrapped. */
  nameAt(stack: string): string | undefined
}

export function createGpuFunctions(options: GpuFunctionsOptions): GpuFunctions {
  const { leases, call } = options
  const specs: GpuFunctionSpec[] = []
  let unnamed = 0

  /** Wrap the function that owns the loop (ZEROGPU.md, Isolation): those inside it run in its lease. */
  function shared(): Place | undefined {
    const held = leases.current()
    // That of a call which was stopped may still be ending: it is not this call's.
    const over = held?.call === call()?.id ? held?.share() : undefined
    return held === undefined || over === undefined ? undefined : { signal: held.signal, leave: over }
  }

  async function enter(declared: Declaration, self: unknown, args: unknown[]): Promise<Place> {
    const { name, duration, size, concurrency } = declared
    const running = call()
    if (running === undefined) throw nobodyRuns(name, options.loaded())
    const seconds = duration.seconds ?? duration.of(self, args)
    const wanted = {
      call: running.id,
      fn: name,
      seconds,
      size,
      ...(concurrency !== undefined && { concurrency }),
    }
    const held = await leases.enter(wanted, running.signal)
    return { signal: held.signal, leave: (ending) => held.release(ending) }
  }

  function wrap<F extends AnyFunction>(given: GpuOptions<F>, fn: F, context?: unknown): F {
    const stack = new Error().stack ?? ''
    const declared = declaration(given, fn, context, () => options.nameAt(stack) ?? `gpu-${++unnamed}`)
    // The page has been told by then; a handler that wraps in each call would add to it for ever.
    if (!options.loaded()) specs.push(specOf(declared))
    const streams = fn instanceof AsyncGeneratorFunction || fn instanceof GeneratorFunction

    return new Proxy(fn, {
      apply(target, self, args: unknown[]) {
        const run = (): unknown => Reflect.apply(target, self, args)
        if (streams) {
          return iterateWithForAwait(
            declared.name,
            stream(async () => shared() ?? enter(declared, self, args), run),
          )
        }
        const place = shared()
        return place === undefined
          ? once(declared.name, () => enter(declared, self, args), run)
          : within(place, run)
      },
    })
  }

  return {
    wrap,
    specs: () => [...specs],
    lease() {
      const held = leases.current()
      const running = call()
      // After its call a function can be on its way to its end; it is no lease of the call after.
      return running === undefined || held?.call === running.id ? held : undefined
    },
  }
}

function specOf({ name, duration: { seconds }, size, concurrency }: Declaration): GpuFunctionSpec {
  return { name, seconds, size, ...(concurrency !== undefined && { concurrency }) }
}

function nobodyRuns(name: string, loaded: boolean): SubletError {
  if (loaded) {
    return new SubletError(
      'GpuNotAttached',
      `${name}() was called when no call ran: nobody has pressed Run.`,
      {
        wayOut: `Let the Interface's fn wait for what it starts, as in await ${name}(…): with it the call is over.`,
      },
    )
  }
  return new SubletError(
    'GpuNotAttached',
    `${name}() was called at module scope, where no lease can be had.`,
    {
      wayOut: "Call it from the Interface's fn: models are put on the GPU at module scope, work is not.",
    },
  )
}

/** Its type may say that it is a plain generator: a loop without `await` is told, instead of seeing no values. */
function iterateWithForAwait(
  name: string,
  values: AsyncGenerator<unknown, unknown, unknown>,
): AsyncGenerator<unknown, unknown, unknown> {
  return Object.defineProperty(values, Symbol.iterator, {
    value: () => {
      throw new SubletError('HandlerFailed', `${name}() is a GPU function: its values come later.`, {
        wayOut: `Iterate with for await (const value of ${name}(…)).`,
      })
    },
  })
}
