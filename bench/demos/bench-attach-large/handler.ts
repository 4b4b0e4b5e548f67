import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON, Number } from 'sublet'

const WIDTH = 4096
const session = await ort.InferenceSession.create('bench/embedded.onnx')

/** What is still on its way to the GPU would burden whatever is measured next. */
async function drained(): Promise<void> {
  const adapter = await navigator.gpu.requestAdapter()
  const device = await adapter?.requestDevice()
  await device?.queue.onSubmittedWorkDone()
}

const attach = GPU({ duration: 60 }, async (run: number) => {
  await drained()
  if (run === 0) return []
  const { y } = await session.run({
    x: new ort.Tensor('float32', new Float32Array(WIDTH).fill(1), [1, WIDTH]),
  })
  return Array.from(y?.data as Float32Array)
})

export default Interface({
  title: 'Attach, large',
  inputs: [Number({ label: '1 runs the model' })],
  outputs: [JSON({ label: 'Its output' })],
  fn: attach,
})
