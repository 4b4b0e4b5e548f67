import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON, Number } from 'sublet'

const session = await ort.InferenceSession.create('models/double/model.onnx', {
  executionProviders: ['webgpu', 'wasm'],
  enableGraphCapture: false,
})

const double = GPU({ duration: 10 }, async (count: number) => {
  const device = (await ort.env.webgpu.device) as GPUDevice
  const buffer = device.createBuffer({
    size: Math.ceil((count * 4) / 16) * 16,
    usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST | GPUBufferUsage.STORAGE,
    mappedAtCreation: true,
  })
  new Float32Array(buffer.getMappedRange()).fill(21)
  buffer.unmap()
  const input = ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: [count] })
  const { y } = await session.run({ x: input })
  const values = await y.getData()
  buffer.destroy()
  return Array.from(values as Float32Array)
})

export default Interface({
  title: 'A buffer of your own',
  inputs: [Number({ label: 'How many', value: 8, min: 1, max: 1024, step: 1 })],
  outputs: [JSON()],
  fn: double,
})
