import { SubletError } from '../../protocol/errors'
import { natives } from './natives'
import { readableBytes } from './readable-bytes'

/** Counts what a runner holds on the GPU and refuses what would pass its slice. */
export interface Meter {
  /** Bytes of what is live. */
  held(): number
  /** The most that was held since the limit was set. */
  peak(): number
  /** The most that may be held from now on. */
  limit(bytes: number): void
  /**
   * @throws SubletError `OutOfMemory` with asked, held and allowed bytes, and the largest of what is held.
   */
  createBuffer(device: GPUDevice, descriptor: GPUBufferDescriptor): GPUBuffer
  /** Idempotent, as `GPUBuffer.destroy` is. */
  destroyBuffer(buffer: GPUBuffer): void
  /** The device is gone, and all that was on it. */
  clear(): void
}

/** What a handler makes by itself, of any kind. */
export interface ObjectMeter extends Meter {
  /**
   * Makes an object and counts it until it is freed, or collected: by then the browser has freed it.
   * @param bytesOf what was really made: a descriptor can say one thing here and another to the browser
   * @param undo destroys what turned out to be too large
   * @throws SubletError `OutOfMemory`; then it is not made
   */
  take<T extends WeakKey>(
    asked: Holding,
    make: () => T,
    bytesOf: (made: T) => number,
    undo?: (made: T) => void,
  ): T
  /** An object that was not counted, or is not any more, frees nothing. */
  free(object: WeakKey): void
}

export interface Holding {
  kind: 'buffer' | 'texture' | 'query set' | 'canvas'
  /** As its author gave it; a weight has the name of its tensor. */
  label: string | undefined
  bytes: number
}

/** So many of the largest holders are named in a refusal. */
const NAMED = 5

export function createMeter(): ObjectMeter {
  let live = new Map<number, Holding>()
  let serial = 0
  let total = 0
  let peak = 0
  let allowed = 0
  const collected = new FinalizationRegistry<number>(forget)
  let tickets = new WeakMap<WeakKey, number>()

  function forget(ticket: number): void {
    total -= live.get(ticket)?.bytes ?? 0
    live.delete(ticket)
  }

  function take<T extends WeakKey>(
    asked: Holding,
    make: () => T,
    bytesOf: (made: T) => number,
    undo: (made: T) => void = () => undefined,
  ): T {
    if (total + asked.bytes > allowed) throw outOfMemory(asked, total, allowed, live.values())
    const made = make()
    const bytes = bytesOf(made)
    if (total + bytes > allowed) {
      undo(made)
      throw outOfMemory({ ...asked, bytes }, total, allowed, live.values())
    }
    const ticket = ++serial
    live.set(ticket, { ...asked, bytes })
    tickets.set(made, ticket)
    collected.register(made, ticket)
    total += bytes
    peak = Math.max(peak, total)
    return made
  }

  function free(object: WeakKey): void {
    const ticket = tickets.get(object)
    if (ticket !== undefined) forget(ticket)
  }

  return {
    held: () => total,
    peak: () => peak,
    limit(bytes) {
      allowed = bytes
      peak = total
    },
    take,
    free,
    createBuffer: (device, descriptor) =>
      take(
        { kind: 'buffer', label: descriptor.label, bytes: Number(descriptor.size) },
        () => natives.createBuffer(device, descriptor),
        (buffer) => buffer.size,
        natives.destroyBuffer,
      ),
    destroyBuffer(buffer) {
      natives.destroyBuffer(buffer)
      free(buffer)
    },
    clear() {
      live = new Map()
      tickets = new WeakMap()
      total = 0
    },
  }
}

function outOfMemory(asked: Holding, held: number, allowed: number, live: Iterable<Holding>): SubletError {
  const largest = [...live].sort((a, b) => b.bytes - a.bytes).slice(0, NAMED)
  const holders = largest.map((holding) => `${named(holding)}: ${readableBytes(holding.bytes)}`).join(', ')
  const asks = `${named(asked)} of ${readableBytes(asked.bytes)} was asked for`
  const state = `${readableBytes(held)} of ${readableBytes(allowed)} are held`
  return new SubletError(
    'OutOfMemory',
    `${asks}; ${state}${holders === '' ? '' : `, the most by ${holders}`}.`,
    {
      figures: {
        askedBytes: asked.bytes,
        heldBytes: held,
        allowedBytes: allowed,
        ...(holders !== '' && { largestHolders: holders }),
      },
    },
  )
}

function named({ kind, label }: Holding): string {
  return label ? `${kind} '${label}'` : `a ${kind} without a label`
}
