import type { AnyFunction, GpuOptions } from './gpu-options'
import { currentRuntime } from './runtime'

export type { GpuOptions } from './gpu-options'

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
