import type { AnyFunction, GpuOptions } from './gpu-options'

/** The lease that the running GPU function holds. */
export interface LeaseContext {
  readonly signal: AbortSignal
  /** Seconds of the budget that are left, never below 0. */
  remaining(): number
  progress(fraction: number, text: string): void
}

/** What a runner puts behind this package. Outside Sublet there is none, and everything here is a no-op. */
export interface Runtime {
  /** Same type as `fn`; entering it asks for a lease. */
  wrap<F extends AnyFunction>(options: GpuOptions<F>, fn: F): F
  /** Undefined outside a lease. */
  lease(): LeaseContext | undefined
}

let installed: Runtime | undefined

/** Called once by the runner before the handler is imported; not part of the public package. */
export function installRuntime(runtime: Runtime): void {
  installed = runtime
}

export function currentRuntime(): Runtime | undefined {
  return installed
}
