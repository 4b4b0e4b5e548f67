import * as ort from 'onnxruntime-web/webgpu'
import type { Attachment, AttachTarget } from '../attach/attachments'
import { streamWeights, type WeightBuffers } from '../attach/weights'
import type { Meter } from '../gpu/meter'
import type { Staged } from '../realm'
import { engineMutex, prepareEngine } from './engine'
import { externalFiles } from './external-data'

/** A captured session: compiled from the skeleton once per device, its weights streamed on each attach. */
export interface ModelAttachment extends Attachment {
  /** Undefined while the weights are not on the GPU. */
  attached(): { session: ort.InferenceSession; weights: Readonly<Record<string, ort.Tensor>> } | undefined
}

interface Resident {
  device: GPUDevice
  buffers: WeightBuffers
  feeds: Readonly<Record<string, ort.Tensor>>
  meter: Meter
}

export function createModelAttachment(
  model: Staged,
  options: ort.InferenceSession.SessionOptions,
): ModelAttachment {
  const files = model.files.map((file) => new Blob(file.segments))
  const total = sumBytes(model.tensors)
  const externalTotal = sumBytes(model.externalData)
  // Both belong to one device: what a lost one leaves behind, even from an attach under way, is not used again.
  let compiled: { device: GPUDevice; session: ort.InferenceSession } | undefined
  let resident: Resident | undefined

  async function compile({ device, wasm, onBytes }: AttachTarget): Promise<void> {
    if (compiled?.device === device) return
    prepareEngine(await wasm)
    const executionProviders = [{ name: 'webgpu' as const, device }]
    const external = externalFiles(model.externalData, files, onBytes)
    try {
      // What the handler itself names as external data is staged with the model: the skeleton asks for nothing else.
      const { externalData } = external
      const session = await engineMutex.run(() =>
        ort.InferenceSession.create(model.skeleton, { ...options, executionProviders, externalData }),
      )
      compiled = { device, session }
    } finally {
      external.close()
    }
  }

  async function stream({ device, meter, onBytes }: AttachTarget): Promise<void> {
    if (resident?.device === device) return
    const buffers = await streamWeights(device, meter, model.tensors, files, onBytes)
    resident = { device, buffers, feeds: asTensors(model, buffers), meter }
  }

  function freeWeights(): void {
    for (const buffer of resident?.buffers.values() ?? []) resident?.meter.destroyBuffer(buffer)
    resident = undefined
  }

  return {
    pending: () => (resident === undefined ? total : 0) + (compiled === undefined ? externalTotal : 0),
    attached: () =>
      compiled === undefined || resident?.device !== compiled.device
        ? undefined
        : { session: compiled.session, weights: resident.feeds },
    async attach(target) {
      // The runtime starts while the weights stream. Both are awaited, so that neither goes on behind a failure.
      const [made, streamed] = await Promise.allSettled([compile(target), stream(target)])
      if (made.status === 'rejected') throw made.reason
      if (streamed.status === 'rejected') throw streamed.reason
    },
    // Under the mutex: a run that still reads the weights ends first.
    cool: () => engineMutex.run(async () => freeWeights()),
    drop: (lost) =>
      engineMutex.run(async () => {
        const ended = compiled?.session
        compiled = undefined
        if (lost) resident = undefined
        else {
          freeWeights()
          await ended?.release()
        }
      }),
  }
}

function sumBytes(entries: readonly { bytes: number }[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0)
}

function asTensors(model: Staged, buffers: WeightBuffers): Record<string, ort.Tensor> {
  const feeds: Record<string, ort.Tensor> = {}
  for (const { name, type, dims } of model.tensors) {
    const buffer = buffers.get(name)
    // The runtime takes 4-bit types too; its declaration of `dataType` does not list them.
    if (buffer !== undefined)
      feeds[name] = Reflect.apply(ort.Tensor.fromGpuBuffer, ort.Tensor, [buffer, { dataType: type, dims }])
  }
  return feeds
}
