import { GPU, Image, ImageSlider, Interface, Slider } from 'sublet'

const shader = /* wgsl */ `
@group(0) @binding(0) var<uniform> strength: f32;
@group(0) @binding(1) var<storage, read_write> pixels: array<u32>;

fn filtered(colour: vec3f) -> vec3f {
  let grey = dot(colour, vec3f(0.299, 0.587, 0.114));
  return grey * vec3f(1.07, 0.93, 0.72);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = id.y * groups.x * 64 + id.x;
  if (at >= arrayLength(&pixels)) { return; }
  let pixel = unpack4x8unorm(pixels[at]);
  pixels[at] = pack4x8unorm(vec4f(mix(pixel.rgb, filtered(pixel.rgb), strength), pixel.a));
}`

const filter = GPU({ duration: 5 }, async function filter(image: ImageData, strength: number) {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()

  const module = device.createShaderModule({ code: shader })
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } })
  const size = image.data.byteLength
  const { UNIFORM, STORAGE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage
  const uniform = device.createBuffer({ size: 4, usage: UNIFORM | COPY_DST })
  const pixels = device.createBuffer({ size, usage: STORAGE | COPY_SRC | COPY_DST })
  const result = device.createBuffer({ size, usage: MAP_READ | COPY_DST })
  device.queue.writeBuffer(uniform, 0, new Float32Array([strength]))
  device.queue.writeBuffer(pixels, 0, image.data)
  const entries = [uniform, pixels].map((buffer, binding) => ({ binding, resource: { buffer } }))
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })

  const encoder = device.createCommandEncoder()
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, group)
  pass.dispatchWorkgroups(Math.ceil(image.width / 64), image.height)
  pass.end()
  encoder.copyBufferToBuffer(pixels, 0, result, 0, size)
  device.queue.submit([encoder.finish()])

  await result.mapAsync(GPUMapMode.READ)
  const data = new Uint8ClampedArray(result.getMappedRange().slice(0))
  for (const buffer of [uniform, pixels, result]) buffer.destroy()
  return new ImageData(data, image.width, image.height)
})

export default Interface({
  title: 'Image filter',
  description: 'Choose a picture; it comes back in the colours of an old print.',
  inputs: [Image({ label: 'Picture' }), Slider({ label: 'Strength', min: 0, max: 1, step: 0.05, value: 1 })],
  outputs: [ImageSlider({ label: 'Before and after' })],
  fn: async (image, strength) => [image, await filter(image, strength)] as const,
})
