import { SubletError } from '../../protocol/errors'
import type { Meter } from './meter'

/**
 * Patches WebGPU of this realm (DESIGN 3): adapters answer as they are, but a device is had, and used, only
 * under a lease. ONNX Runtime wants a real `GPUDevice`, no proxy, so the prototypes are patched instead.
 *
 * @param leased the device of the running lease, or undefined when there is none
 */
export function emulateGpu(leased: () => GPUDevice | undefined, meter: Meter): void {
  function attached(doing: string): GPUDevice {
    const device = leased()
    if (device === undefined) {
      throw new SubletError('GpuNotAttached', `${doing} needs the GPU, and no lease is held here.`)
    }
    return device
  }

  GPUAdapter.prototype.requestDevice = async () => attached('requestDevice()')
  GPUDevice.prototype.createBuffer = function (descriptor) {
    attached('createBuffer()')
    return meter.createBuffer(this, descriptor)
  }
  // One device serves all libraries of a handler and outlives the lease: one of them cannot end it for the others.
  GPUDevice.prototype.destroy = () => undefined
  GPUBuffer.prototype.destroy = function () {
    meter.destroyBuffer(this)
    return undefined
  }
  gate(GPUQueue.prototype, 'submit', attached)
  gate(GPUQueue.prototype, 'writeBuffer', attached)
  gate(GPUQueue.prototype, 'writeTexture', attached)
  gate(GPUQueue.prototype, 'copyExternalImageToTexture', attached)
}

/** Work that is kept from an earlier lease must not go on without one: each way onto the queue is closed. */
function gate(queue: GPUQueue, method: keyof GPUQueue, attached: (doing: string) => GPUDevice): void {
  const native: unknown = Reflect.get(queue, method)
  if (typeof native !== 'function') return
  Reflect.set(queue, method, function (this: GPUQueue, ...args: unknown[]): unknown {
    attached(`queue.${method}()`)
    return Reflect.apply(native, this, args)
  })
}
