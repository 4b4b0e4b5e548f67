import type { Meter } from '../gpu/meter'

/** Where an attachment goes: the leased device, and what it needs to get there. */
export interface AttachTarget {
  device: GPUDevice
  meter: Meter
  /** ONNX Runtime, compiled by the page; it comes before the first grant to a runner with models. */
  wasm: Promise<WebAssembly.Module>
  onBytes(bytes: number): void
}

/** Something that is put on the GPU at module scope and really gets there when a lease is granted. */
export interface Attachment {
  /** Bytes that `attach` will stream now: 0 while the weights are resident. */
  pending(): number
  /** What is there on this device stays. May be called again before it is done. */
  attach(target: AttachTarget): Promise<void>
  /** Frees the weights; what was compiled stays. */
  cool(): Promise<void>
  /** Frees all. `lost`: the device is gone already, and nothing can be asked of it. */
  drop(lost: boolean): Promise<void>
}

/** The attachments of a runner, in the order in which the handler created them. */
export interface Attachments {
  /** Inside a lease it is attached at once, and not added when that fails; else with the next lease. */
  add(attachment: Attachment): Promise<void>
  /** Frees all of it, now. One that is not among them is left alone. */
  remove(attachment: Attachment): Promise<void>
  pending(): number
  attachAll(target: AttachTarget): Promise<void>
  coolAll(): Promise<void>
  dropAll(lost: boolean): Promise<void>
}

/**
 * @param target where a lease that is held now attaches to
 * @param settle resolves when the GPU has really freed what was destroyed
 */
export function createAttachments(
  target: () => AttachTarget | undefined,
  settle: () => Promise<void>,
): Attachments {
  const all = new Set<Attachment>()

  async function each(task: (attachment: Attachment) => Promise<void>): Promise<void> {
    // A set may grow and shrink while it is iterated: what is added meanwhile comes too, what was removed does not.
    for (const attachment of all) await task(attachment)
  }

  async function remove(attachment: Attachment): Promise<void> {
    if (!all.delete(attachment)) return
    await attachment.drop(false)
    await settle()
  }

  return {
    async add(attachment) {
      // Among them before it is attached: a device that is lost meanwhile takes it along.
      all.add(attachment)
      const now = target()
      if (now === undefined) return
      try {
        await attachment.attach(now)
      } catch (error) {
        await remove(attachment)
        throw error
      }
    },
    remove,
    pending: () => [...all].reduce((sum, attachment) => sum + attachment.pending(), 0),
    attachAll: (to) => each((attachment) => attachment.attach(to)),
    coolAll: () => each((attachment) => attachment.cool()),
    dropAll: (lost) => each((attachment) => attachment.drop(lost)),
  }
}
