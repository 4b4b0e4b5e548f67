import * as ort from 'onnxruntime-web/webgpu'
import type { Attachment, AttachTarget } from '../attach/attachments'
import { engineMutex } from '../attach/engine-mutex'
import type { ResidentWeights } from '../attach/resident-weights'
import type { WeightBuffers } from '../attach/weights'
import { createMutex } from '../mutex'
import type { Staged } from '../staged'
import { prepareEngine } from './engine'
import { externalFiles } from './external-data'
import { createGpuOutputs, type GpuOutputs } from './gpu-outputs'

type Options = ort.InferenceSession.SessionOptions

/** A session that runs now, and the weights that each run of it needs among its feeds. */
export interface AttachedSession {
  session: ort.InferenceSession
  weights: Readonly<Record<string, ort.Tensor>>
  outputs: GpuOutputs
}

/** A captured session: compiled from the skeleton once per device, its weights streamed on each attach. */
export interface ModelAttachment extends Attachment {
  /** Undefined while the weights are not on the GPU. */
  attached(): AttachedSession | undefined
}

export interface AttachmentOptions {
  /** What the handler gave for its execution provider, less the device. */
  webgpu?: Record<string, unknown>
  /** Does a part of the attach; the profile of the lease has it then. */
  record?: <T>(kind: 'compile' | 'stream', task: () => Promise<T>, bytes: number) => Promise<T>
}

export function createModelAttachment(
  model: Staged,
  weights: ResidentWeights,
  options: Options,
  { webgpu = {}, record = (_, task) => task() }: AttachmentOptions = {},
): ModelAttachment {
  const files = model.files.map((file) => new Blob(file.segments))
  const externalTotal = model.externalData.reduce((sum, { bytes }) => sum + bytes, 0)
  // It belongs to one device: what a lost one leaves behind, even from an attach under way, is not used again.
  let compiled: { device: GPUDevice; session: ort.InferenceSession; outputs: GpuOutputs } | undefined
  let feeds: { of: WeightBuffers; tensors: Readonly<Record<string, ort.Tensor>> } | undefined
  const steps = createMutex()

  async function compile({ device, wasm, onBytes }: AttachTarget): Promise<void> {
    prepareEngine(await wasm)
    const executionProviders = [{ ...webgpu, name: 'webgpu' as const, device }]
    const external = externalFiles(model.externalData, files, onBytes)
    try {
      // What the handler itself names as external data is staged with the model: the skeleton asks for nothing else.
      const { externalData } = external
      const session = await engineMutex.run(() =>
        ort.InferenceSession.create(model.skeleton, { ...options, executionProviders, externalData }),
      )
      compiled = { device, session, outputs: createGpuOutputs() }
    } finally {
      external.close()
    }
  }

  async function attach(target: AttachTarget): Promise<void> {
    const make = async (): Promise<void> => {
      if (compiled?.device !== target.device) await record('compile', () => compile(target), externalTotal)
    }
    const bytes = weights.pending()
    const stream = async (): Promise<void> => {
      if (bytes === 0) await weights.attach(target)
      else await record('stream', () => weights.attach(target), bytes)
    }
    // The runtime starts while the weights stream. Both are awaited, so that neither goes on behind a failure.
    const [made, streamed] = await Promise.allSettled([make(), stream()])
    if (made.status === 'rejected') throw made.reason
    if (streamed.status === 'rejected') throw streamed.reason
  }

  async function drop(lost: boolean): Promise<void> {
    const ended = compiled
    compiled = undefined
    feeds = undefined
    if (lost) return ended?.outputs.end(true)
    await engineMutex.run(async () => {
      ended?.outputs.end(false)
      await ended?.session.release()
    })
  }

  function tensorsOf(buffers: WeightBuffers): Readonly<Record<string, ort.Tensor>> {
    if (feeds?.of !== buffers) feeds = { of: buffers, tensors: asTensors(model, buffers) }
    return feeds.tensors
  }

  return {
    pending: () => (compiled === undefined ? externalTotal : 0),
    attached() {
      const buffers = compiled && weights.on(compiled.device)
      if (compiled === undefined || buffers === undefined) return undefined
      return { session: compiled.session, weights: tensorsOf(buffers), outputs: compiled.outputs }
    },
    attach: (target) => steps.run(() => attach(target)),
    cool: () =>
      steps.run(async () => {
        // A captured graph is bound to the very buffers that it was captured with.
        if (options.enableGraphCapture) await drop(false)
        feeds = undefined
      }),
    drop: (lost) => steps.run(() => drop(lost)),
  }
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
