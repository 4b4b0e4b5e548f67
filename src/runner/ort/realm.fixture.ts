/** A runner's realm in a test's page: real residency, real weights, real ONNX Runtime; staging is a table. */
import * as ort from 'onnxruntime-web/webgpu'
import * as v from 'valibot'
import { tensorEntrySchema, valueInfoSchema } from '../../protocol/model'
import { createResidency, type Residency } from '../attach/residency'
import { createSharedWeights } from '../attach/shared-weights'
import { createMeter, type ObjectMeter } from '../gpu/meter'
import { installRealm, type Realm } from '../realm'
import type { GivenModel, Staged } from '../staged'
import { prepareEngine } from './engine'
import staged from './staged-models.json'

const WASM = '/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm'

/** What staging makes of these files of the conformance set. */
const stagedSchema = v.record(
  v.string(),
  v.object({
    skeleton: v.pipe(
      v.string(),
      v.transform((text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))),
    ),
    tensors: v.array(tensorEntrySchema),
    inputs: v.array(valueInfoSchema),
    outputs: v.array(valueInfoSchema),
  }),
)
const MODELS = v.parse(stagedSchema, staged)

export async function modelBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(`/e2e/conformance/models/${name}.onnx`)).arrayBuffer())
}

export interface TestRealm {
  meter: ObjectMeter
  residency: Residency
  /** Bytes that attaches have streamed so far. */
  streamed(): number
  staged: (string | GivenModel)[]
  /** Attaches, runs the task as a GPU function, and releases. */
  lease<T>(task: (abort: (reason: Error) => void) => Promise<T>): Promise<T>
}

export async function openTestRealm(recorder: Realm['recorder'] = () => undefined): Promise<TestRealm> {
  const wasm = WebAssembly.compileStreaming(fetch(WASM))
  const meter = createMeter()
  const residency = createResidency(meter, {
    deviceLost: (reason) => {
      throw new Error(reason)
    },
    uncaptured: (error) => {
      throw new Error(error.message)
    },
    released: () => undefined,
  })
  const stagedModels: (string | GivenModel)[] = []
  let streamed = 0
  let signal: AbortSignal | undefined

  async function stage(model: string | GivenModel): Promise<Staged> {
    stagedModels.push(model)
    const name = typeof model === 'string' ? model : 'matmul-2d'
    const found = MODELS[name]
    if (found === undefined) throw new Error(`the fixture has no ${name}`)
    const file = typeof model === 'string' ? new Blob([await modelBytes(name)]) : model.file
    const files = [
      { path: `${name}.onnx`, bytes: file.size, segments: [file.slice(0, 1000), file.slice(1000)] },
    ]
    return { ...found, digest: name, externalData: [], files }
  }

  installRealm({
    stage,
    watchStaging: () => () => undefined,
    runtime: () => wasm,
    attachments: residency.attachments,
    weights: createSharedWeights(residency.attachments),
    recorder,
    lease() {
      const device = residency.leased()
      return signal && device && { signal, device }
    },
  })
  prepareEngine(await wasm)

  return {
    meter,
    residency,
    streamed: () => streamed,
    staged: stagedModels,
    async lease(task) {
      const controller = new AbortController()
      let last = 0
      await residency.attach({
        sliceBytes: 1 << 26,
        wasm,
        onProgress: (loaded) => {
          last = loaded
        },
      })
      streamed += last
      signal = controller.signal
      try {
        return await task((reason) => controller.abort(reason))
      } finally {
        signal = undefined
        residency.release()
      }
    },
  }
}

/** The same file in ONNX Runtime itself, on the CPU. */
export async function runPlain(
  name: string,
  feeds: Record<string, ort.Tensor>,
): Promise<ort.InferenceSession.ReturnType> {
  const session = await ort.InferenceSession.create(await modelBytes(name), { executionProviders: ['wasm'] })
  const outputs = await session.run(feeds)
  await session.release()
  return outputs
}

export function ramp(dims: readonly number[], scale = 1): ort.Tensor {
  const length = dims.reduce((product, dim) => product * dim, 1)
  return new ort.Tensor(
    'float32',
    Float32Array.from({ length }, (_, at) => scale * Math.sin(at)),
    dims,
  )
}

export function numbers(tensor: ort.Tensor | undefined): number[] {
  return Array.from(tensor?.data ?? [], Number)
}
