import * as ort from 'onnxruntime-web/webgpu'
import { GPU, Interface, Number, Slider } from 'sublet'

const session = await ort.InferenceSession.create('models/step/model.onnx', {
  executionProviders: ['webgpu'],
  preferredOutputLocation: { state: 'gpu-buffer', energy: 'cpu' },
})

const simulate = GPU(
  { duration: (steps: number) => 2 + steps / 100 },
  async function simulate(steps: number) {
    let state: ort.Tensor = new ort.Tensor('float32', new Float32Array(256).fill(1), [1, 256])
    let energy = 0
    for (let step = 0; step < steps; step += 1) {
      const results = await session.run({ state })
      if (state.location === 'gpu-buffer') state.dispose()
      state = results.state
      energy = (results.energy.data as Float32Array)[0]
    }
    const last = await state.getData(true)
    return [energy, last.length]
  },
)

export default Interface({
  title: 'What stays on the GPU from step to step',
  inputs: [Slider({ label: 'Steps', min: 1, max: 500, step: 1, value: 100 })],
  outputs: [Number({ label: 'Energy' }), Number({ label: 'Cells' })],
  fn: async (steps) => {
    const [energy, cells] = await simulate(steps)
    return [energy, cells]
  },
})
// rule: provider-without-fallback
