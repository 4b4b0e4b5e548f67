import type { InferenceSession, Tensor } from 'onnxruntime-web/webgpu'
import { SubletError } from '../../protocol/errors'
import type { ValueInfo } from '../../protocol/model'
import { currentRealm } from '../realm'
import { engineMutex } from './engine'
import { createModelAttachment } from './model-attachment'

type Create = (model: unknown, options?: InferenceSession.SessionOptions) => Promise<InferenceSession>

/**
 * `InferenceSession.create` of the shim: registers the model and returns at once when it is staged. The real
 * session is made under a lease.
 * @throws SubletError `ModelUnsupported` for a model that is given as bytes, or asks for another provider
 */
export const createSession: Create = async (model, options = {}) => {
  if (typeof model !== 'string') {
    throw new SubletError('ModelUnsupported', 'A model is named by its path or URL here; bytes were given.', {
      wayOut: "Create the session from a path: InferenceSession.create('models/<name>/onnx/model.onnx').",
    })
  }
  refuseOtherProviders(options)
  const realm = currentRealm()
  const staged = await realm.stage(model)
  const attachment = createModelAttachment(staged, options)
  await realm.attachments.add(attachment)

  const run = async (
    feeds: InferenceSession.FeedsType,
    ...rest: unknown[]
  ): Promise<InferenceSession.ReturnType> => {
    const attached = realm.leased() ? attachment.attached() : undefined
    if (attached === undefined) {
      throw new SubletError(
        'GpuNotAttached',
        `${model} was run outside a lease, where its weights are not on a GPU.`,
      )
    }
    const { session, weights } = attached
    return engineMutex.run(() => Reflect.apply(session.run, session, [{ ...weights, ...feeds }, ...rest]))
  }
  return {
    run,
    // The model stays with the demo: its buffers are freed by the residency ladder, not by the handler.
    release: async () => undefined,
    startProfiling: () => attachment.attached()?.session.startProfiling(),
    endProfiling: () => attachment.attached()?.session.endProfiling(),
    inputNames: staged.inputs.map((input) => input.name),
    outputNames: staged.outputs.map((output) => output.name),
    inputMetadata: staged.inputs.map(metadata),
    outputMetadata: staged.outputs.map(metadata),
  }
}

function refuseOtherProviders({ executionProviders }: InferenceSession.SessionOptions): void {
  const names = executionProviders?.map((provider) =>
    typeof provider === 'string' ? provider : provider.name,
  )
  if (names === undefined || names.includes('webgpu')) return
  throw new SubletError(
    'ModelUnsupported',
    `Execution provider '${names.join(', ')}' is not offered; 'webgpu' is.`,
  )
}

function metadata({ name, type, shape }: ValueInfo): InferenceSession.ValueMetadata {
  return isTensorType(type) ? { name, isTensor: true, type, shape } : { name, isTensor: false }
}

const TENSOR_TYPES: ReadonlySet<string> = new Set<Tensor.Type>([
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  'uint4',
  'int4',
])

function isTensorType(type: string): type is Tensor.Type {
  return TENSOR_TYPES.has(type)
}
