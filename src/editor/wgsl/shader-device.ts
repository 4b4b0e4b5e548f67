export interface ShaderDevice {
  /**
   * Lends the device to `work`, and makes it first if there is none.
   * @returns `none`: the browser has none to give. `lost`: it went meanwhile, and what `work` found counts for nothing
   */
  use<T>(work: (device: GPUDevice) => Promise<T>): Promise<T | 'none' | 'lost'>
  /** Idempotent. */
  close(): void
}

export interface ShaderDeviceOptions {
  gpu: Pick<GPU, 'requestAdapter'> | undefined
  /** Milliseconds without use after which it is destroyed. */
  idle: number
}

interface Held {
  device: GPUDevice
  isLost(): boolean
}

/** One device, for as long as it is used and a while longer. */
export function createShaderDevice({ gpu, idle }: ShaderDeviceOptions): ShaderDevice {
  let held: Promise<Held | undefined> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let users = 0
  let closed = false

  function drop(): void {
    clearTimeout(timer)
    const dropped = held
    held = undefined
    // One that is still on its way is destroyed when it is there.
    void dropped?.then((found) => found?.device.destroy())
  }

  async function open(): Promise<Held | undefined> {
    const device = await requestDevice(gpu)
    if (device === undefined) return undefined
    let lost = false
    void device.lost.then(() => {
      lost = true
    })
    return { device, isLost: () => lost }
  }

  return {
    async use(work) {
      if (closed) return 'none'
      clearTimeout(timer)
      users += 1
      held ??= open()
      const mine = held
      try {
        const found = await mine
        const answer = found === undefined ? 'none' : await lent(found, work)
        // The next question may find another one: after a driver came back.
        if ((answer === 'none' || answer === 'lost') && held === mine) held = undefined
        return closed ? 'none' : answer
      } finally {
        users -= 1
        if (users === 0 && !closed) timer = setTimeout(drop, idle)
      }
    },
    close() {
      closed = true
      drop()
    },
  }
}

/** A lost device may leave its questions without an answer, or refuse them. */
async function lent<T>(
  { device, isLost }: Held,
  work: (device: GPUDevice) => Promise<T>,
): Promise<T | 'lost'> {
  if (isLost()) return 'lost'
  try {
    const answer = await Promise.race([work(device), gone(device)])
    return isLost() ? 'lost' : answer
  } catch (thrown) {
    if (isLost()) return 'lost'
    throw thrown
  }
}

async function gone(device: GPUDevice): Promise<'lost'> {
  await device.lost
  return 'lost'
}

/** With all that the adapter has, the runner's: what a shader needs of it is for its handler to ask for. */
async function requestDevice(gpu: ShaderDeviceOptions['gpu']): Promise<GPUDevice | undefined> {
  try {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' })
    return await adapter?.requestDevice({
      label: 'shader check',
      requiredFeatures: [...adapter.features].filter(isFeatureName),
      requiredLimits: limitsOf(adapter),
    })
  } catch {
    // A GPU that gives no device now, and may give one to the next question: there is none.
    return undefined
  }
}

function isFeatureName(name: string): name is GPUFeatureName {
  return name.length > 0
}

function limitsOf({ limits }: GPUAdapter): Record<string, number> {
  const found: Record<string, number> = {}
  for (const name in limits) {
    const limit: unknown = Reflect.get(limits, name)
    if (typeof limit === 'number') found[name] = limit
  }
  return found
}
