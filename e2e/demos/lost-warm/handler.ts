import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON } from 'sublet'

const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx')
const devices = new Set<GPUDevice>()

const run = GPU({ duration: 30 }, async () => {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  devices.add(await adapter.requestDevice())
  const { logits } = await session.run({
    pixels: new ort.Tensor('float32', new Float32Array(64), [1, 1, 8, 8]),
  })
  return { devices: devices.size, logits: [...(logits.data as Float32Array)] }
})

export default Interface({ title: 'lost-warm', inputs: [], outputs: [JSON()], fn: run })
