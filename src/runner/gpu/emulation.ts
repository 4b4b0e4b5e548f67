import { waitForAdapters } from './adapters'
import { type CallSite, callSite, deepStack } from './call-site'
import { checkDescriptor } from './check-descriptor'
import { createErrorScopes } from './error-scopes'
import { createGate, gateMethods, methodsOf } from './gate'
import { describeGpuError } from './gpu-errors'
import type { GpuLog } from './log'
import type { ObjectMeter } from './meter'
import { meterMethods } from './metered-methods'
import { natives } from './natives'
import { createOrigins } from './origins'
import { traceMethods } from './traced-methods'

export interface EmulationOptions {
  /** The device of the running lease, or undefined when there is none. */
  leased(): GPUDevice | undefined
  meter: ObjectMeter
  /** Puts the names of modules into a stack, for browsers that show URLs of blobs there. */
  named(stack: string): string
  log: GpuLog
}

export interface Emulation {
  /** An error that no scope of the handler caught. */
  uncaptured(error: GPUError): void
  /** The lease of the device is over: what a handler left open ends with it. */
  released(device: GPUDevice): void
}

/**
 * Patches WebGPU of this realm, once and for good (DESIGN 3): adapters answer as they are, but a device is had, and
 * used, only under a lease. ONNX Runtime wants a real `GPUDevice`, no proxy, so the prototypes are patched instead.
 * After a lease, what was submitted can still be read: buffers map, unmap and are destroyed as ever.
 */
export function emulateGpu({ leased, meter, named, log }: EmulationOptions): Emulation {
  const site = (): CallSite | undefined => callSite(named(deepStack()))
  const gate = createGate(leased, site)
  const origins = createOrigins(site)
  const scopes = createErrorScopes(log)

  waitForAdapters()
  GPUAdapter.prototype.requestDevice = async function (descriptor = {}) {
    const device = gate.device('requestDevice()')
    checkDescriptor(this, descriptor)
    return device
  }
  // From the inside to the outside: counted, traced, gated.
  meterMethods(meter, (device) => device === leased())
  traceMethods(origins, site, log)
  GPUDevice.prototype.pushErrorScope = function (filter) {
    scopes.push(this, filter)
    return undefined
  }
  GPUDevice.prototype.popErrorScope = function () {
    return scopes.pop(this)
  }
  const device = methodsOf(GPUDevice.prototype, ['destroy', 'popErrorScope'])
  gateMethods(GPUDevice.prototype, device, gate, (self) => self)
  const queue = methodsOf(GPUQueue.prototype, ['onSubmittedWorkDone'])
  gateMethods(GPUQueue.prototype, queue, gate, (self) => self)
  gateMethods(GPUCommandEncoder.prototype, ['finish'], gate)
  gateMethods(GPURenderBundleEncoder.prototype, ['finish'], gate)
  gateMethods(GPUCanvasContext.prototype, ['configure', 'getCurrentTexture'], gate)

  return {
    uncaptured: (error) => log('error', describeGpuError(error, origins)),
    released(device) {
      scopes.settle(device)
      // Makes the browser tell now of errors that it has not told of yet; a lost device has none.
      natives.onSubmittedWorkDone(device.queue).catch(() => undefined)
    },
  }
}
