import type { CanvasComponent } from './components'

/** The lease that the running GPU function holds. */
export interface LeaseContext {
  readonly signal: AbortSignal
  /** Seconds of the budget that are left, never below 0. */
  remaining(): number
}

/** The call that runs: from Run to its result. */
export interface CallContext {
  /** Fires when the visitor presses Stop. */
  readonly signal: AbortSignal
  progress(fraction: number, text: string): void
}

/** What a runner puts behind this package. Outside Sublet there is none, and everything here is a no-op. */
export interface Runtime {
  /**
   * A function like `fn`; entering it asks for a lease.
   * @param context what a decorator was told of the method
   * @throws for options that are none, and for what is no function
   */
  wrap(options: unknown, fn: unknown, context: unknown): unknown
  /** Undefined outside a lease. */
  lease(): LeaseContext | undefined
  /** Undefined at module scope and between calls. */
  call(): CallContext | undefined
  /** @throws outside a call, and for a view that is no output of the Interface */
  canvas(view: CanvasComponent): OffscreenCanvas
  /** The buffers in it are not used again by the handler. */
  give(value: object): void
}

let installed: Runtime | undefined

/** Called once by the runner before the handler is imported; not part of the public package. */
export function installRuntime(runtime: Runtime): void {
  installed = runtime
}

export function currentRuntime(): Runtime | undefined {
  return installed
}
