import { GPU, Interface, Number, Textbox } from 'sublet'

// Copies a number through a buffer on the GPU and waits for the queue: cheap, but no lease is over before its time.
const tick = GPU({ duration: 2, size: 'xlarge' }, async (value: number) => {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()
  const { COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage
  const source = device.createBuffer({ size: 4, usage: COPY_SRC | COPY_DST })
  const target = device.createBuffer({ size: 4, usage: MAP_READ | COPY_DST })
  device.queue.writeBuffer(source, 0, new Float32Array([value]))
  const encoder = device.createCommandEncoder()
  encoder.copyBufferToBuffer(source, 0, target, 0, 4)
  device.queue.submit([encoder.finish()])
  await device.queue.onSubmittedWorkDone()
  await target.mapAsync(GPUMapMode.READ)
  const [read] = new Float32Array(target.getMappedRange().slice(0))
  for (const buffer of [source, target]) buffer.destroy()
  return String(read)
})

export default Interface({
  title: 'tick-all',
  inputs: [Number({ label: 'Any number' })],
  outputs: [Textbox()],
  fn: tick,
})
