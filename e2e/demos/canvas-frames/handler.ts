import { Canvas, canvasFor, GPU, Interface, Number, remaining, signal } from 'sublet'

const view = Canvas({ label: 'Waves', width: 256, height: 64 })

// A bar that moves by one pixel with each frame, on a ground of one colour.
const SHADER = `
@group(0) @binding(0) var<uniform> frame: vec4f;
@vertex fn corner(@builtin(vertex_index) i: u32) -> @builtin(position) vec4f {
  return vec4f(f32(i % 2) * 4 - 1, f32(i / 2) * 4 - 1, 0, 1);
}
@fragment fn colour(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let bar = abs(at.x - (frame.x % 256)) < 4;
  return select(vec4f(0, 0.4, 0.8, 1), vec4f(1, 1, 1, 1), bar);
}`

const draw = GPU({ duration: (seconds: number) => seconds + 1 }, async (seconds: number, drain: boolean) => {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()
  const context = canvasFor(view).getContext('webgpu')
  if (!context) throw new Error('The canvas has no context.')
  const format = navigator.gpu.getPreferredCanvasFormat()
  context.configure({ device, format })
  const module = device.createShaderModule({ code: SHADER })
  const pipeline = device.createRenderPipeline({
    layout: 'auto',
    vertex: { module },
    fragment: { module, targets: [{ format }] },
  })
  const uniform = device.createBuffer({ size: 16, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST })
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer: uniform } }],
  })
  const until = performance.now() + seconds * 1000
  const over = signal()
  let frames = 0

  function render() {
    device.queue.writeBuffer(uniform, 0, new Float32Array([frames, 0, 0, 0]))
    const encoder = device.createCommandEncoder()
    const view = context?.getCurrentTexture().createView()
    if (!view) return
    const pass = encoder.beginRenderPass({ colorAttachments: [{ view, loadOp: 'clear', storeOp: 'store' }] })
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.draw(3)
    pass.end()
    device.queue.submit([encoder.finish()])
    frames += 1
  }

  const drawn = Promise.withResolvers<number>()
  function frame() {
    if (performance.now() >= until) drawn.resolve(frames)
    // The one that never stops by itself goes on when its lease is over.
    const stops = over.aborted || performance.now() >= until
    if (stops && !drain) return drawn.resolve(frames)
    if (remaining() > 0 || drain) requestAnimationFrame(frame)
    render()
  }
  requestAnimationFrame(frame)
  return drawn.promise
})

export default Interface({
  title: 'canvas-frames',
  inputs: [
    Number({ label: 'Seconds', value: 2 }),
    Number({ label: 'Draws on after its lease: 1 if so', value: 0 }),
  ],
  outputs: [Number({ label: 'Frames' }), view],
  async fn(seconds, drain) {
    return [await draw(seconds, drain === 1), undefined] as const
  },
})
