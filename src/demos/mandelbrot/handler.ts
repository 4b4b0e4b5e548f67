import { GPU, Image, Interface, Number, Slider } from 'sublet'

const WIDTH = 480
const HEIGHT = 320

const shader = /* wgsl */ `
struct View { center: vec2f, scale: f32, limit: u32 }

@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var<storage, read_write> pixels: array<u32>;

@compute @workgroup_size(8, 8)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= ${WIDTH}u || id.y >= ${HEIGHT}u) { return; }
  let offset = (vec2f(id.xy) - vec2f(${WIDTH}.0, ${HEIGHT}.0) / 2.0) / ${HEIGHT}.0;
  let c = view.center + vec2f(offset.x, -offset.y) * view.scale;
  var z = vec2f(0.0);
  var n = 0u;
  while (n < view.limit && dot(z, z) < 16.0) {
    z = vec2f(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + c;
    n++;
  }
  var colour = vec3f(0.02, 0.03, 0.05);
  if (n < view.limit) {
    // Smooth iteration count: no bands where the colours change.
    let smooth_n = f32(n) + 1.0 - log2(log2(dot(z, z)) / 2.0);
    colour = 0.5 + 0.5 * cos(0.12 * smooth_n + vec3f(3.6, 4.2, 5.0));
  }
  pixels[id.y * ${WIDTH}u + id.x] = pack4x8unorm(vec4f(colour, 1.0));
}`

const render = GPU(
  { duration: 5 },
  async function render(x: number, y: number, zoom: number, iterations: number) {
    const adapter = await navigator.gpu.requestAdapter()
    if (!adapter) throw new Error('There is no adapter.')
    const device = await adapter.requestDevice()

    const module = device.createShaderModule({ code: shader })
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } })
    const view = device.createBuffer({ size: 16, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST })
    device.queue.writeBuffer(view, 0, new Float32Array([x, y, 3 / 2 ** zoom]))
    device.queue.writeBuffer(view, 12, new Uint32Array([iterations]))
    const size = WIDTH * HEIGHT * 4
    const pixels = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC })
    const readback = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
    const entries = [view, pixels].map((buffer, binding) => ({ binding, resource: { buffer } }))
    const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })

    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.dispatchWorkgroups(Math.ceil(WIDTH / 8), Math.ceil(HEIGHT / 8))
    pass.end()
    encoder.copyBufferToBuffer(pixels, 0, readback, 0, size)
    device.queue.submit([encoder.finish()])

    await readback.mapAsync(GPUMapMode.READ)
    const image = new ImageData(new Uint8ClampedArray(readback.getMappedRange().slice(0)), WIDTH, HEIGHT)
    for (const buffer of [view, pixels, readback]) buffer.destroy()
    return image
  },
)

export default Interface({
  title: 'Mandelbrot',
  description: 'One compute shader. Zoom in until 32-bit numbers run out.',
  inputs: [
    Number({ label: 'Real part of the centre', value: -0.7436, min: -2.5, max: 1.5, step: 0.0001 }),
    Number({ label: 'Imaginary part of the centre', value: 0.1318, min: -1.5, max: 1.5, step: 0.0001 }),
    Slider({ label: 'Zoom (powers of two)', min: 0, max: 14, step: 0.5, value: 5 }),
    Slider({ label: 'Iterations', min: 32, max: 1000, step: 8, value: 256 }),
  ],
  outputs: [Image({ label: 'The set' })],
  examples: [
    [-0.5, 0, 0, 128],
    [-0.7436, 0.1318, 9, 400],
    [-0.1592, 1.0317, 7, 256],
    [0.2501, 0, 8, 512],
    [-1.7687, 0.0017, 10, 512],
  ],
  fn: render,
})
