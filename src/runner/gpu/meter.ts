import { SubletError } from '../../protocol/errors'
import { natives } from './natives'

/** Counts what a runner holds on the GPU and refuses what would pass its slice. */
export interface Meter {
  /** Bytes of live buffers. */
  held(): number
  /** The most that may be held from now on. */
  limit(bytes: number): void
  /**
   * @throws SubletError `OutOfMemory` with asked, held and allowed bytes.
   */
  createBuffer(device: GPUDevice, descriptor: GPUBufferDescriptor): GPUBuffer
  /** Idempotent, as `GPUBuffer.destroy` is. */
  destroyBuffer(buffer: GPUBuffer): void
  /** The device is gone, and all that was on it. */
  clear(): void
}

export function createMeter(): Meter {
  let live = new Map<number, number>()
  let serial = 0
  let total = 0
  let allowed = 0
  // A buffer that is dropped without destroy() is freed by the browser when it is collected.
  const collected = new FinalizationRegistry<number>(forget)
  let tickets = new WeakMap<GPUBuffer, number>()

  function forget(ticket: number): void {
    total -= live.get(ticket) ?? 0
    live.delete(ticket)
  }

  return {
    held: () => total,
    limit(bytes) {
      allowed = bytes
    },
    createBuffer(device, descriptor) {
      if (total + descriptor.size > allowed) throw outOfMemory(descriptor, total, allowed)
      const buffer = natives.createBuffer(device, descriptor)
      const ticket = ++serial
      live.set(ticket, buffer.size)
      tickets.set(buffer, ticket)
      collected.register(buffer, ticket)
      total += buffer.size
      return buffer
    },
    destroyBuffer(buffer) {
      natives.destroyBuffer(buffer)
      const ticket = tickets.get(buffer)
      if (ticket !== undefined) forget(ticket)
    },
    clear() {
      live = new Map()
      tickets = new WeakMap()
      total = 0
    },
  }
}

function outOfMemory(descriptor: GPUBufferDescriptor, held: number, allowed: number): SubletError {
  const what = descriptor.label ? `buffer '${descriptor.label}'` : 'a buffer'
  return new SubletError(
    'OutOfMemory',
    `${what} of ${descriptor.size} bytes was asked for; ${held} of ${allowed} bytes are held.`,
    { figures: { askedBytes: descriptor.size, heldBytes: held, allowedBytes: allowed } },
  )
}
