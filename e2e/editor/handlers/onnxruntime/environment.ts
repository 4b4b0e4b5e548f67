import { env, InferenceSession, Tensor } from 'onnxruntime-web'
import { GPU, Interface, JSON, Markdown } from 'sublet'

env.debug = false
env.webgpu.profiling = { mode: 'off' }
env.webgpu.powerPreference = 'high-performance'

const session = await InferenceSession.create('models/digits/onnx/model.onnx')
const warm = new Tensor('float32', new Float32Array(64), [1, 1, 8, 8])

const time = GPU({ duration: 10 }, async () => {
  session.startProfiling()
  const begun = performance.now()
  for (let round = 0; round < 10; round += 1) await session.run({ pixels: warm })
  session.endProfiling()
  return (performance.now() - begun) / 10
})

export default Interface({
  title: 'How long a run takes',
  inputs: [],
  outputs: [Markdown(), JSON()],
  fn: async () => [
    `**${(await time()).toFixed(2)} ms** a run`,
    { ...env.versions, inputs: session.inputNames },
  ],
})
