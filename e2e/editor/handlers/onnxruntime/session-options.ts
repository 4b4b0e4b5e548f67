import { InferenceSession, Tensor } from 'onnxruntime-web'
import { GPU, Interface, Label, Number } from 'sublet'

const options: InferenceSession.SessionOptions = {
  executionProviders: [{ name: 'webgpu', preferredLayout: 'NHWC' }, 'wasm'],
  graphOptimizationLevel: 'all',
  executionMode: 'sequential',
  enableMemPattern: true,
  freeDimensionOverrides: { batch: 1 },
  logSeverityLevel: 2,
  extra: { session: { set_denormal_as_zero: '1' } },
}
const session = await InferenceSession.create('models/digits/onnx/model.onnx', options)

const classify = GPU({ duration: 10 }, async (seed: number) => {
  const pixels = Float32Array.from({ length: 64 }, (_, at) => Math.abs(Math.sin(seed + at)))
  const feeds = { pixels: new Tensor(pixels, [1, 1, 8, 8]) }
  const { logits } = await session.run(feeds, ['logits'], { tag: 'noise', logSeverityLevel: 3 })
  return Float32Array.from(logits.data as Float32Array)
})

export default Interface({
  title: 'A digit in the noise',
  inputs: [Number({ label: 'Seed', value: 1 })],
  outputs: [Label()],
  async fn(seed) {
    const powers = (await classify(seed)).map(Math.exp)
    const sum = powers.reduce((a, b) => a + b, 0)
    return powers.map((power) => power / sum)
  },
})
