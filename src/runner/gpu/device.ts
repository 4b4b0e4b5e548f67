import { SubletError } from '../../protocol/errors'
import { requestAdapter } from './adapters'
import { natives } from './natives'
import { patiently } from './patience'

export interface DeviceHooks {
  /** Also when we destroyed it ourselves: Chromium gives that as the reason of some losses that are not our doing. */
  lost(device: GPUDevice, reason: string): void
  uncaptured(error: GPUError): void
}

/**
 * Asks for the device of a runner with all that the adapter offers: its limits are those of the hardware,
 * which changes without notice (ZEROGPU.md, Sizes), and the slice is enforced by the meter.
 * @throws SubletError `GpuUnavailable`
 */
export async function createDevice(hooks: DeviceHooks, request = requestAdapter): Promise<GPUDevice> {
  // Without the interface there is nothing to wait for.
  if (navigator.gpu === undefined) throw unavailable('The browser offers no WebGPU to workers.')
  const device = await patiently(
    () => tryDevice(request),
    (outcome) => typeof outcome !== 'string',
  )
  if (typeof device === 'string') throw unavailable(device)
  device.addEventListener('uncapturederror', ({ error }) => hooks.uncaptured(error))
  void device.lost.then(({ message }) => hooks.lost(device, message || 'no reason was given'))
  return device
}

/** @returns the device, or why there is none now */
async function tryDevice(request: typeof requestAdapter): Promise<GPUDevice | string> {
  try {
    const adapter = await request({ powerPreference: 'high-performance' })
    if (adapter === null) return 'The browser offers no WebGPU adapter.'
    const device = await natives.requestDevice(adapter, {
      label: 'sublet',
      requiredFeatures: [...adapter.features].filter(isFeatureName),
      requiredLimits: limitsOf(adapter),
    })
    // An adapter of a process that is gone gives a device that is lost already.
    const lost = await Promise.race([device.lost, Promise.resolve(undefined)])
    return lost === undefined ? device : `The device was lost as it came: ${lost.message}`
  } catch (error) {
    return `The browser gave no device: ${String(error)}`
  }
}

function unavailable(reason: string): SubletError {
  return new SubletError('GpuUnavailable', reason)
}

function isFeatureName(name: string): name is GPUFeatureName {
  return name.length > 0
}

function limitsOf(adapter: GPUAdapter): Record<string, number> {
  const limits: Record<string, number> = {}
  for (const name in adapter.limits) {
    const value: unknown = Reflect.get(adapter.limits, name)
    if (typeof value === 'number') limits[name] = value
  }
  return limits
}
