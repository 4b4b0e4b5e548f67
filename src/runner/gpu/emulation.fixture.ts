/** What a worker of these tests starts with, since the emulation patches the prototypes of its realm for good. */
import { createDevice } from './device'
import { type Emulation, emulateGpu } from './emulation'
import { createMeter, type ObjectMeter } from './meter'

export interface Emulated {
  adapter: GPUAdapter
  meter: ObjectMeter
  emulation: Emulation
  /** What was written to the log, as `level: text`. */
  log: string[]
  losses: string[]
  /** @returns the device, which is new if there was none */
  lease(limit?: number): Promise<GPUDevice>
  release(): void
  /** The next lease is of another device. */
  replaceDevice(): void
}

const SLICE = 64 << 20

export async function emulated(): Promise<Emulated> {
  const meter = createMeter()
  const log: string[] = []
  const losses: string[] = []
  let leased: GPUDevice | undefined
  let device: GPUDevice | undefined
  const emulation = emulateGpu({
    leased: () => leased,
    meter,
    named: (stack) => stack,
    log: (level, text) => log.push(`${level}: ${text}`),
  })
  const adapter = await navigator.gpu.requestAdapter()
  if (adapter === null) throw new Error('these tests need WebGPU, if only in software')
  return {
    adapter,
    meter,
    emulation,
    log,
    losses,
    async lease(limit = SLICE) {
      meter.limit(limit)
      device ??= await createDevice({ lost: (_, why) => losses.push(why), uncaptured: emulation.uncaptured })
      leased = device
      return device
    },
    release() {
      if (leased !== undefined) emulation.released(leased)
      leased = undefined
    },
    replaceDevice() {
      device = undefined
      leased = undefined
    },
  }
}

/** What came of it: the value, or the code or name of what was thrown. */
export async function outcome(attempt: () => unknown): Promise<unknown> {
  try {
    const value = await attempt()
    return value === undefined ? 'done' : value
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
    return error instanceof Error ? error.name : String(error)
  }
}

/** Runs in a worker; the test gets what `report` gives. */
export async function answer(report: (emulated: Emulated) => Promise<unknown>): Promise<void> {
  try {
    postMessage({ report: await report(await emulated()) })
  } catch (error) {
    postMessage({ failed: error instanceof Error ? error.stack : String(error) })
  }
}
