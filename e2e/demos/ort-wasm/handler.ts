import byDefault, * as main from 'onnxruntime-web'
import * as all from 'onnxruntime-web/all'
import * as jspi from 'onnxruntime-web/jspi'
import * as ort from 'onnxruntime-web/wasm'
import * as webgpu from 'onnxruntime-web/webgpu'
import { Interface, JSON, Textbox } from 'sublet'

const MODEL = 'models/digits/onnx/model.onnx'
const pixels = new ort.Tensor(
  Float32Array.from({ length: 64 }, (_, at) => Math.abs(Math.sin(at))),
  [1, 1, 8, 8],
)

async function logits(session: ort.InferenceSession): Promise<number[]> {
  return Array.from((await session.run({ pixels })).logits?.data as Float32Array)
}

async function code(task: () => Promise<unknown>): Promise<unknown> {
  try {
    await task()
    return 'done'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

/** All of it at module scope, where no lease is held. */
const session = await ort.InferenceSession.create(MODEL)
const byOption = await main.InferenceSession.create(MODEL, {
  executionProviders: [{ name: 'cpu', useArena: true }],
})
const byObject = await main.InferenceSession.create(MODEL, { executionProviders: [{ name: 'wasm' }] })
const atModuleScope = [
  await logits(session),
  ...(await Promise.all([logits(byOption), logits(byObject), logits(session)])),
]
const onGpu = await main.InferenceSession.create(MODEL, { executionProviders: ['webgpu', 'wasm'] })
await byOption.release()

const CASES: Record<string, () => Promise<unknown>> = {
  atModuleScope: async () => atModuleScope,
  inCall: () => logits(session),
  places: async () => ({
    gpu: await code(() => logits(onGpu)),
    listed: await code(() => ort.InferenceSession.create(MODEL, { executionProviders: ['webnn', 'wasm'] })),
    others: await Promise.all(
      ['webgl', 'webnn', 'cuda', 'dml', 'coreml', 'nnapi', 'tensorrt', 'qnn', 'xnnpack'].map((name) =>
        code(() => ort.InferenceSession.create(MODEL, { executionProviders: [name] })),
      ),
    ),
    released: await code(() => logits(byOption)),
  }),
  gpuOptions: async () =>
    Promise.all(
      [{ preferredOutputLocation: 'gpu-buffer' as const }, { enableGraphCapture: true }].map((options) =>
        code(() => ort.InferenceSession.create(MODEL, options)),
      ),
    ),
  modules: async () => ({
    oneTensor: [all, jspi, webgpu, main, byDefault].every(({ Tensor }) => Tensor === ort.Tensor),
    oneEnv: [all, jspi, webgpu, main, byDefault].every(({ env }) => env === ort.env),
    oneSession: [all, jspi, webgpu, byDefault].every(
      ({ InferenceSession }) => InferenceSession.create === main.InferenceSession.create,
    ),
  }),
}

export default Interface({
  title: 'ort-wasm',
  inputs: [Textbox()],
  outputs: [JSON()],
  fn: async (name) => CASES[name]?.(),
})
