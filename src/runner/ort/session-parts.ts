import { type InferenceSession, Tensor } from 'onnxruntime-web/webgpu'
import type { ValueInfo } from '../../protocol/model'
import type { Staged } from '../staged'

/** What differs between a session on the GPU and one on the CPU. */
export interface SessionParts {
  run(feeds: InferenceSession.FeedsType, rest: readonly unknown[]): Promise<InferenceSession.ReturnType>
  release(): Promise<void>
  endProfiling(): void
}

/**
 * What ONNX Runtime would say, before the weights of the skeleton are among the feeds.
 * @throws TypeError, Error
 */
export function checkFeeds({ inputs }: Staged, feeds: unknown): void {
  if (typeof feeds !== 'object' || feeds === null || feeds instanceof Tensor || Array.isArray(feeds)) {
    throw new TypeError(
      "'feeds' must be an object that use input names as keys and OnnxValue as corresponding values.",
    )
  }
  const names = new Set(inputs.map(({ name }) => name))
  for (const name of Object.keys(feeds)) if (!names.has(name)) throw new Error(`invalid input '${name}'`)
}

/** The session as a handler sees it: the names and types are those of the model, not of its skeleton. */
export function asSession(
  { inputs, outputs }: Staged,
  overrides: Readonly<Record<string, number>>,
  parts: SessionParts,
): InferenceSession {
  return {
    run: (feeds: InferenceSession.FeedsType, ...rest: unknown[]) => parts.run(feeds, rest),
    release: parts.release,
    // It does nothing in ONNX Runtime Web either.
    startProfiling: () => undefined,
    endProfiling: parts.endProfiling,
    inputNames: inputs.map(({ name }) => name),
    outputNames: outputs.map(({ name }) => name),
    inputMetadata: inputs.map((input) => metadata(input, overrides)),
    outputMetadata: outputs.map((output) => metadata(output, overrides)),
  }
}

function metadata(
  { name, type, shape }: ValueInfo,
  overrides: Readonly<Record<string, number>>,
): InferenceSession.ValueMetadata {
  if (!isTensorType(type)) return { name, isTensor: false }
  const dims = shape.map((dim) => (typeof dim === 'string' ? (overrides[dim] ?? dim) : dim))
  return { name, isTensor: true, type, shape: dims }
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
