import { SubletError } from '../../protocol/errors'
import { createDevice } from '../gpu/device'
import type { Meter } from '../gpu/meter'
import { natives } from '../gpu/natives'
import { createMutex } from '../mutex'
import { type Attachments, type AttachTarget, createAttachments } from './attachments'

export type ResidencyLevel = 'warm' | 'cool' | 'idle'

/** The GPU side of one runner: its device, what is attached to it, and the way down the residency ladder. */
export interface Residency {
  readonly attachments: Attachments
  /** The device while a lease is attached or running. */
  leased(): GPUDevice | undefined
  /** Makes the device if there is none and attaches all. Between `attach` and `release` the GPU can be used. */
  attach(options: AttachOptions): Promise<void>
  release(): void
  /** Moves down; returns where it ended. Does nothing under a lease. */
  demote(to: 'cool' | 'idle'): Promise<ResidencyLevel>
  level(): ResidencyLevel
}

/** Often enough for an eye and for the scheduler's watch over stalled attaches; each report crosses three threads. */
const PROGRESS_MS = 50

export interface AttachOptions {
  sliceBytes: number
  wasm: Promise<WebAssembly.Module>
  /** Bytes of weights queued for the GPU, and how many there will be. */
  onProgress(loaded: number, total: number): void
}

export interface ResidencyEvents {
  deviceLost(reason: string): void
  uncaptured(message: string): void
}

export function createResidency(meter: Meter, events: ResidencyEvents): Residency {
  let device: GPUDevice | undefined
  let target: AttachTarget | undefined
  let level: ResidencyLevel = 'idle'
  const attachments = createAttachments(() => target)
  // A demotion and the attach of the next lease can meet: one waits for the other.
  const steps = createMutex()

  async function ensureDevice(): Promise<GPUDevice> {
    device ??= await createDevice({ lost, uncaptured: events.uncaptured })
    return device
  }

  async function lost(reason: string): Promise<void> {
    device = undefined
    target = undefined
    level = 'idle'
    meter.clear()
    events.deviceLost(reason)
    await attachments.dropAll(true)
  }

  async function attach({ sliceBytes, wasm, onProgress }: AttachOptions): Promise<void> {
    meter.limit(sliceBytes)
    const total = attachments.pending()
    let loaded = 0
    let reportedAt = performance.now()
    onProgress(0, total)
    const onBytes = (bytes: number): void => {
      loaded += bytes
      const now = performance.now()
      if (loaded < total && now < reportedAt + PROGRESS_MS) return
      reportedAt = now
      onProgress(loaded, total)
    }
    const attachedTo = await ensureDevice()
    target = { device: attachedTo, meter, wasm, onBytes }
    try {
      await attachments.attachAll(target)
    } catch (error) {
      target = undefined
      // What fails because the device is gone is told as that.
      if (device === attachedTo) throw error
    }
    // The device may have been lost while its weights streamed in. What came after the loss is forgotten too.
    if (device !== attachedTo) {
      meter.clear()
      await attachments.dropAll(true)
      throw new SubletError('DeviceLost', 'The device was lost during the attach.')
    }
    level = 'warm'
  }

  async function demote(to: 'cool' | 'idle'): Promise<ResidencyLevel> {
    if (target !== undefined || device === undefined) return level
    if (to === 'cool') {
      await attachments.coolAll()
      await settleFrees(device.queue)
      level = 'cool'
    } else {
      await attachments.dropAll(false)
      natives.destroyDevice(device)
      device = undefined
      meter.clear()
      level = 'idle'
    }
    return level
  }

  return {
    attachments,
    leased: () => target?.device,
    level: () => level,
    attach: (options) => steps.run(() => attach(options)),
    release() {
      target = undefined
    },
    demote: (to) => steps.run(() => demote(to)),
  }
}

/** A destroyed buffer is freed only by later submits (ORT-FACTS, ONNX Runtime 2). */
async function settleFrees(queue: GPUQueue): Promise<void> {
  for (let round = 0; round < 3; round++) {
    natives.submit(queue, [])
    await natives.onSubmittedWorkDone(queue)
  }
}
