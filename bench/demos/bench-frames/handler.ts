import { GPU, Image, Interface, Number, Textbox } from 'sublet'

const SIDE = 256
/** Milliseconds from one to the next. */
const EVERY = 50

const shader = /* wgsl */ `
@group(0) @binding(0) var<uniform> step: u32;
@group(0) @binding(1) var<storage, read_write> pixels: array<u32>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  pixels[id.x] = 0xff000000u | ((id.x + step * 997u) & 0xffffffu);
}`

const stream = GPU({ duration: 60 }, async function* stream(seconds: number) {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()
  const { UNIFORM, STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage
  const module = device.createShaderModule({ code: shader })
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } })
  const counter = device.createBuffer({ size: 4, usage: UNIFORM | COPY_DST })
  const size = SIDE * SIDE * 4
  const pixels = device.createBuffer({ size, usage: STORAGE | COPY_SRC })
  const readback = device.createBuffer({ size, usage: MAP_READ | COPY_DST })
  const entries = [counter, pixels].map((buffer, binding) => ({ binding, resource: { buffer } }))
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
  const begun = performance.now()
  let text = ''
  try {
    for (let step = 0; performance.now() - begun < seconds * 1000; step++) {
      device.queue.writeBuffer(counter, 0, new Uint32Array([step]))
      const encoder = device.createCommandEncoder()
      const pass = encoder.beginComputePass()
      pass.setPipeline(pipeline)
      pass.setBindGroup(0, group)
      pass.dispatchWorkgroups((SIDE * SIDE) / 64)
      pass.end()
      encoder.copyBufferToBuffer(pixels, 0, readback, 0, size)
      device.queue.submit([encoder.finish()])
      await readback.mapAsync(GPUMapMode.READ)
      const picture = new ImageData(new Uint8ClampedArray(readback.getMappedRange().slice(0)), SIDE, SIDE)
      readback.unmap()
      text += `word ${step} `
      yield [picture, text] as const
      await new Promise((next) => setTimeout(next, EVERY))
    }
  } finally {
    for (const buffer of [counter, pixels, readback]) buffer.destroy()
  }
})

export default Interface({
  title: 'bench-frames',
  inputs: [Number({ label: 'Seconds', value: 6 })],
  outputs: [Image({ label: 'Picture' }), Textbox({ label: 'Text' })],
  fn: (seconds) => stream(seconds),
})
