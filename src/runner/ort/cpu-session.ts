import * as ort from 'onnxruntime-web/webgpu'
import { SubletError } from '../../protocol/errors'
import { engineMutex } from '../attach/engine-mutex'
import { currentRealm } from '../realm'
import type { Staged } from '../staged'
import { prepareEngine } from './engine'
import { externalFiles } from './external-data'
import { recorded } from './recorded'
import { checkRunOptions } from './run-options'
import { checkFeeds, type SessionParts } from './session-parts'

/**
 * A session on the CPU, of the files as they were staged. It is made at once, runs at module scope as well, and needs
 * no lease.
 * @param name what errors call the model
 * @throws SubletError `ModelUnsupported` for options of a GPU, or for a model that ONNX Runtime refuses
 */
export async function openCpuSession(
  name: string,
  staged: Staged,
  options: ort.InferenceSession.SessionOptions,
): Promise<SessionParts> {
  refuseGpuOptions(name, options)
  const realm = currentRealm()
  prepareEngine(await realm.runtime())
  const session = await create(name, staged, options)
  let released = false

  function guard(): void {
    if (released) throw new Error(`cannot run inference. The session of ${name} was released.`)
    realm.lease()?.signal.throwIfAborted()
  }

  return {
    async run(feeds, rest) {
      guard()
      checkFeeds(staged, feeds)
      checkRunOptions(rest, staged.outputs)
      return engineMutex.run(() => {
        guard()
        return recorded('cpu', name, () => Reflect.apply(session.run, session, [feeds, ...rest]))
      })
    },
    async release() {
      if (released) throw new Error(`cannot release session. The session of ${name} was released before.`)
      released = true
      await engineMutex.run(() => session.release())
    },
    endProfiling: () => void engineMutex.run(async () => session.endProfiling()),
  }
}

async function create(
  name: string,
  { files }: Staged,
  options: ort.InferenceSession.SessionOptions,
): Promise<ort.InferenceSession> {
  const blobs = files.map(({ segments }) => new Blob(segments))
  const [model = new Blob(), ...beside] = blobs
  const entries = beside.map(({ size }, nth) => ({
    path: files[nth + 1]?.path ?? '',
    file: nth + 1,
    offset: 0,
    bytes: size,
  }))
  const external = externalFiles(entries, blobs, () => undefined)
  const bytes = new Uint8Array(await model.arrayBuffer())
  const { externalData } = external
  try {
    return await engineMutex.run(() =>
      ort.InferenceSession.create(bytes, { ...options, executionProviders: ['wasm'], externalData }),
    )
  } catch (cause) {
    throw new SubletError('ModelUnsupported', `ONNX Runtime refuses ${name}: ${String(cause)}`, { cause })
  } finally {
    external.close()
  }
}

function refuseGpuOptions(name: string, options: ort.InferenceSession.SessionOptions): void {
  const { preferredOutputLocation: location, enableGraphCapture } = options
  const onGpu =
    location === 'gpu-buffer' ||
    (typeof location === 'object' && Object.values(location).includes('gpu-buffer'))
  const option = onGpu ? 'preferredOutputLocation' : enableGraphCapture ? 'enableGraphCapture' : undefined
  if (option === undefined) return
  throw new SubletError(
    'ModelUnsupported',
    `Session option '${option}' needs a GPU; ${name} runs on the CPU.`,
    {
      figures: { option },
      wayOut: `Leave '${option}' out, or use the execution provider 'webgpu'.`,
    },
  )
}
