import { type AnyFunction, currentRuntime } from './runtime'

export interface GpuOptions<F extends AnyFunction = AnyFunction> {
  /**
   * Seconds of GPU time that a call may take; a number, or a function of the same arguments. Default 60.
   * Shorter calls go first and are refused less often (ZEROGPU.md, Duration).
   */
  duration?: number | Duration<F>
  /** `'large'` (default) is half of the pool at 1x, `'xlarge'` all of it at 2x. */
  size?: 'large' | 'xlarge'
}

type Duration<F extends AnyFunction> = (...args: Parameters<F>) => number

/** A decorator for class methods, as `GPU({...})` gives it. */
export type GpuDecorator = <F extends AnyFunction>(method: F, context: ClassMethodDecoratorContext) => F

/**
 * Marks a function as needing the GPU. Calling it asks the pool for a lease; it runs when the lease is
 * granted and the models are attached. The wrapped function keeps its type. Async generators stream.
 * Outside Sublet `GPU(fn)` is `fn`.
 */
export function GPU<F extends AnyFunction>(fn: F): F
export function GPU<F extends AnyFunction>(options: GpuOptions<F>, fn: F): F
export function GPU(options: GpuOptions): GpuDecorator
export function GPU<F extends AnyFunction>(first: F | GpuOptions<F>, fn?: F): F | GpuDecorator {
  if (typeof first === 'function') return wrap({}, first)
  if (fn !== undefined) return wrap(first, fn)
  return decorator(first)
}

function decorator(options: GpuOptions): GpuDecorator {
  return <F extends AnyFunction>(method: F): F => wrap<F>(options, method)
}

function wrap<F extends AnyFunction>(options: GpuOptions<F>, fn: F): F {
  return currentRuntime()?.wrap(options, fn) ?? fn
}
