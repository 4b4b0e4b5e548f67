import { errorKind } from './gpu-errors'
import type { GpuLog } from './log'
import { natives } from './natives'

/** Knows how many error scopes are open on a device, so that none outlives its lease and hides the next one's errors. */
export interface ErrorScopes {
  push(device: GPUDevice, filter: GPUErrorFilter): void
  pop(device: GPUDevice): Promise<GPUError | null>
  /** Ends those that are open; what they caught goes to the log. */
  settle(device: GPUDevice): void
}

export function createErrorScopes(log: GpuLog): ErrorScopes {
  const open = new WeakMap<GPUDevice, number>()
  const depth = (device: GPUDevice): number => open.get(device) ?? 0

  async function end(device: GPUDevice): Promise<void> {
    try {
      const error = await natives.popErrorScope(device)
      if (error === null) return
      log('error', `WebGPU, ${errorKind(error)}, in an error scope that was left open: ${error.message}`)
    } catch (error) {
      // The device is lost, and what its scope caught with it: the loss is told by itself.
      log('warn', `WebGPU: an error scope that was left open could not be read: ${String(error)}`)
    }
  }

  return {
    push(device, filter) {
      natives.pushErrorScope(device, filter)
      open.set(device, depth(device) + 1)
    },
    pop(device) {
      open.set(device, Math.max(0, depth(device) - 1))
      return natives.popErrorScope(device)
    },
    settle(device) {
      for (let left = depth(device); left > 0; left--) void end(device)
      open.delete(device)
    },
  }
}
