import * as ort from 'onnxruntime-web'
import { GPU, Interface, Plot, Slider } from 'sublet'

const session = await ort.InferenceSession.create('models/filter/model_fp16.onnx', {
  executionProviders: ['webgpu', 'wasm'],
})

const filter = GPU({ duration: 5 }, async (wave: Float32Array) => {
  const half = new Float16Array(wave)
  const bits = new Uint16Array(half.buffer)
  const { y } = await session.run({ x: new ort.Tensor('float16', bits, [1, wave.length]) })
  const raw = await y.getData()
  if (raw instanceof Uint16Array) return Float32Array.from(new Float16Array(raw.buffer as ArrayBuffer))
  return Float32Array.from(raw as Float32Array)
})

export default Interface({
  title: 'Half the bits',
  inputs: [Slider({ label: 'Frequency', min: 1, max: 20, value: 5 })],
  outputs: [Plot()],
  async fn(frequency) {
    const x = Float32Array.from({ length: 256 }, (_, at) => at / 256)
    const wave = x.map((at) => Math.sin(2 * Math.PI * frequency * at))
    return {
      x,
      series: [
        { label: 'wave', y: wave },
        { label: 'filtered', y: await filter(wave) },
      ],
    }
  },
})
