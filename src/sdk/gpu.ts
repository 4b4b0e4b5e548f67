import type { AnyFunction, GpuOptions } from './gpu-options'
import { currentRuntime } from './runtime'

export type { GpuOptions } from './gpu-options'

/** A decorator for class methods, as `GPU({...})` gives it. */
export type GpuDecorator = <F extends AnyFunction>(method: F, context: ClassMethodDecoratorContext) => F

/**
 * Marks a function as needing the GPU. Calling it asks the pool for a lease; it runs when the lease is
 * granted and the models are attached. Outside Sublet `GPU(fn)` is `fn`.
 *
 * The wrapped function keeps its type. Inside Sublet a call gives a promise, whatever the function gives: `await` it.
 * A generator, async or not, gives an async one: iterate with `for await`. Called inside another GPU function it runs
 * in the lease of that one.
 *
 * `GPU(fn)`, `GPU(options, fn)`, and on methods of a class `@GPU` and `@GPU(options)`.
 */
export function GPU<F extends AnyFunction>(fn: F): F
export function GPU<F extends AnyFunction>(method: F, context: ClassMethodDecoratorContext): F
export function GPU<F extends AnyFunction>(options: GpuOptions<F>, fn: F): F
export function GPU(options?: GpuOptions): GpuDecorator
export function GPU(first: AnyFunction | GpuOptions = {}, ...second: readonly unknown[]): unknown {
  if (typeof first === 'function') return wrap({}, first, second[0])
  if (second.length > 0) return wrap(first, second[0])
  return (method: unknown, context: unknown): unknown => wrap(first, method, context)
}

/** What comes here is checked by the runner: in plain JavaScript it can be anything. */
function wrap(options: unknown, fn: unknown, context?: unknown): unknown {
  const runtime = currentRuntime()
  return runtime === undefined ? fn : runtime.wrap(options, fn, context)
}
