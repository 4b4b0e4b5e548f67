import { ColorPicker, GPU, Image, Interface } from 'sublet'

const SIZE = 256
const CODE = `
struct Colour { value: vec4f }
@group(0) @binding(0) var<uniform> colour: Colour;

@vertex fn vs(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  let corners = array(vec2f(0.0, 0.5), vec2f(-0.5, -0.5), vec2f(0.5, -0.5));
  return vec4f(corners[index], 0.0, 1.0);
}
@fragment fn fs() -> @location(0) vec4f { return colour.value; }`

const adapter = await navigator.gpu?.requestAdapter({ powerPreference: 'high-performance' })

const render = GPU({ duration: 5 }, async (rgb: readonly number[]) => {
  const device = await adapter?.requestDevice({ requiredLimits: { maxBufferSize: 2 ** 20 } })
  if (!device) throw new Error('This browser has no WebGPU.')
  device.addEventListener('uncapturederror', ({ error }) => console.warn(error.message))
  const format: GPUTextureFormat = 'rgba8unorm'
  const module = device.createShaderModule({ code: CODE })
  const pipeline = await device.createRenderPipelineAsync({
    layout: 'auto',
    vertex: { module },
    fragment: { module, targets: [{ format }] },
    multisample: { count: 4 },
  })
  const usage = GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC
  const target = device.createTexture({ size: [SIZE, SIZE], format, usage })
  const smooth = device.createTexture({ size: [SIZE, SIZE], format, usage: usage & 16, sampleCount: 4 })
  const colour = device.createBuffer({ size: 16, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST })
  device.queue.writeBuffer(colour, 0, new Float32Array([...rgb, 1]))
  const encoder = device.createCommandEncoder()
  const pass = encoder.beginRenderPass({
    colorAttachments: [
      { view: smooth.createView(), resolveTarget: target.createView(), loadOp: 'clear', storeOp: 'discard' },
    ],
  })
  pass.setPipeline(pipeline)
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer: colour } }],
    }),
  )
  pass.draw(3)
  pass.end()
  const size = SIZE * SIZE * 4
  const read = device.createBuffer({ size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ })
  encoder.copyTextureToBuffer({ texture: target }, { buffer: read, bytesPerRow: SIZE * 4 }, [SIZE, SIZE])
  device.queue.submit([encoder.finish()])
  await read.mapAsync(GPUMapMode.READ)
  return new ImageData(new Uint8ClampedArray(read.getMappedRange().slice(0)), SIZE, SIZE)
})

export default Interface({
  title: 'A triangle in a picture',
  inputs: [ColorPicker({ value: '#0b8f5a' })],
  outputs: [Image()],
  fn: (hex) => render([1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)),
})
