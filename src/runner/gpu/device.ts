import { SubletError } from '../../protocol/errors'
import { natives } from './natives'

export interface DeviceHooks {
  /** Not called when we destroyed it ourselves. */
  lost(reason: string): void
  uncaptured(message: string): void
}

/**
 * Asks for the device of a runner with all that the adapter offers: its limits are those of the hardware,
 * which changes without notice (ZEROGPU.md, Sizes), and the slice is enforced by the meter.
 * @throws SubletError `GpuUnavailable`
 */
export async function createDevice(hooks: DeviceHooks): Promise<GPUDevice> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new SubletError('GpuUnavailable', 'The browser offers no WebGPU adapter to workers.')
  const device = await natives.requestDevice(adapter, {
    label: 'sublet',
    requiredFeatures: [...adapter.features].filter(isFeatureName),
    requiredLimits: limitsOf(adapter),
  })
  device.addEventListener('uncapturederror', (event) => hooks.uncaptured(event.error.message))
  // `destroyed` is our own doing (demotion to idle); all else is a loss that the lease must hear of.
  void device.lost.then(({ reason, message }) => {
    if (reason !== 'destroyed') hooks.lost(message || 'no reason was given')
  })
  return device
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
