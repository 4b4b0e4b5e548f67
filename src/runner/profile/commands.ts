export interface CommandEvents {
  /** A pass begins. @returns the descriptor to begin it by */
  pass<D extends GPUComputePassDescriptor>(descriptor: D | undefined): D | undefined
  /** A dispatch or a draw was encoded. */
  dispatched(): void
  submitted(queue: GPUQueue): void
}

const DRAWS = ['draw', 'drawIndexed', 'drawIndirect', 'drawIndexedIndirect'] as const
const DISPATCHES = ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect'] as const

/**
 * Tells of what a handler, or ONNX Runtime for it, encodes and submits: the prototypes of this realm are patched, once
 * and for good. A dispatch costs some tens of nanoseconds more by that.
 */
export function watchCommands(events: CommandEvents): void {
  watch(GPUComputePassEncoder.prototype, DISPATCHES, events.dispatched)
  watch(GPURenderPassEncoder.prototype, DRAWS, events.dispatched)
  const { submit } = GPUQueue.prototype
  GPUQueue.prototype.submit = function (commands) {
    submit.call(this, commands)
    events.submitted(this)
    return undefined
  }
  const { beginComputePass, beginRenderPass } = GPUCommandEncoder.prototype
  GPUCommandEncoder.prototype.beginComputePass = function (descriptor) {
    return beginComputePass.call(this, events.pass(descriptor))
  }
  GPUCommandEncoder.prototype.beginRenderPass = function (descriptor) {
    return beginRenderPass.call(this, events.pass(descriptor) ?? descriptor)
  }
}

function watch<T extends object>(prototype: T, methods: readonly (keyof T)[], seen: () => void): void {
  for (const method of methods) {
    const native: unknown = prototype[method]
    if (typeof native !== 'function') continue
    Reflect.set(prototype, method, function (this: T, ...args: unknown[]): unknown {
      seen()
      return Reflect.apply(native, this, args)
    })
  }
}
