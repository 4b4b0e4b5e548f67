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
  /** The device while a lease is attached or running, and while what is attached frees its part of it. */
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
  /** Bytes of weights queued for the GPU, and how many there will be: at first 0 of them; never if there are none. */
  onProgress(loaded: number, total: number): void
}

export interface ResidencyEvents {
  deviceLost(reason: string): void
  uncaptured(error: GPUError): void
  /** The lease of this device is over. */
  released(device: GPUDevice): void
}

export function createResidency(meter: Meter, events: ResidencyEvents): Residency {
  let device: GPUDevice | undefined
  let target: AttachTarget | undefined
  let level: ResidencyLevel = 'idle'
  /** ONNX Runtime uses the device when it frees what is its own, with or without a lease. */
  let freeing = 0
  const attached = createAttachments(
    () => target,
    async () => {
      if (device !== undefined) await settleFrees(device.queue)
    },
  )
  const attachments: Attachments = {
    ...attached,
    remove: (attachment) => freed(() => attached.remove(attachment)),
  }
  // A demotion and the attach of the next lease can meet: one waits for the other.
  const steps = createMutex()

  async function ensureDevice(): Promise<GPUDevice> {
    device ??= await createDevice({ lost, uncaptured: events.uncaptured })
    return device
  }

  async function freed(task: () => Promise<void>): Promise<void> {
    freeing += 1
    try {
      await task()
    } finally {
      freeing -= 1
    }
  }

  function lost(which: GPUDevice, reason: string): void {
    // Destroyed by a demotion.
    if (device !== which) return
    device = undefined
    target = undefined
    level = 'idle'
    meter.clear()
    // In its turn: the next attach finds nothing of the old device, and is robbed of nothing on its own.
    void steps.run(() => attachments.dropAll(true))
    events.deviceLost(reason)
  }

  async function attach({ sliceBytes, wasm, onProgress }: AttachOptions): Promise<void> {
    meter.limit(sliceBytes)
    const total = attachments.pending()
    let loaded = 0
    let reportedAt = performance.now()
    // A warm call has none, and each report costs three threads a message.
    if (total > 0) onProgress(0, total)
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
    const held = device
    if (target !== undefined || held === undefined) return level
    try {
      await freed(to === 'cool' ? attachments.coolAll : () => attachments.dropAll(false))
      if (to === 'cool') await settleFrees(held.queue)
    } catch (error) {
      // What fails because the device is gone has come down all the same.
      if (device === held) throw error
    }
    // Lost meanwhile: further down than was asked.
    if (device !== held) return level
    level = to
    if (to === 'idle') {
      device = undefined
      natives.destroyDevice(held)
      meter.clear()
    }
    return level
  }

  return {
    attachments,
    leased: () => target?.device ?? (freeing > 0 ? device : undefined),
    level: () => level,
    attach: (options) => steps.run(() => attach(options)),
    release() {
      const released = target?.device
      target = undefined
      if (released !== undefined) events.released(released)
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
