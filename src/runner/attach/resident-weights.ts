import { weightBytes } from '../../protocol/model'
import type { Meter } from '../gpu/meter'
import { createMutex } from '../mutex'
import type { Staged } from '../staged'
import type { Attachment, AttachTarget } from './attachments'
import { engineMutex } from './engine-mutex'
import { streamWeights, type WeightBuffers } from './weights'

/** The weights of one model, for all sessions on it. */
export interface ResidentWeights extends Attachment {
  /** Undefined while they are not on this device. */
  on(device: GPUDevice): WeightBuffers | undefined
}

export function createResidentWeights({
  tensors,
  files,
}: Pick<Staged, 'tensors' | 'files'>): ResidentWeights {
  const blobs = files.map(({ segments }) => new Blob(segments))
  const total = weightBytes(tensors)
  let resident: { device: GPUDevice; buffers: WeightBuffers; meter: Meter } | undefined
  // Two sessions attach at once, or a demotion meets an attach: each finds what the other left.
  const steps = createMutex()

  function free(): void {
    for (const buffer of resident?.buffers.values() ?? []) resident?.meter.destroyBuffer(buffer)
    resident = undefined
  }

  async function attach({ device, meter, onBytes }: AttachTarget): Promise<void> {
    if (resident?.device === device) return
    free()
    const buffers = await streamWeights(device, meter, tensors, blobs, onBytes)
    resident = { device, buffers, meter }
  }

  return {
    pending: () => (resident === undefined ? total : 0),
    on: (device) => (resident?.device === device ? resident.buffers : undefined),
    attach: (target) => steps.run(() => attach(target)),
    // Under the mutex of the engine: a run that still reads them ends first.
    cool: () => steps.run(() => engineMutex.run(async () => free())),
    drop: (lost) =>
      steps.run(() =>
        engineMutex.run(async () => {
          if (lost) resident = undefined
          else free()
        }),
      ),
  }
}
