import { Canvas, canvasFor, GPU, Interface, remaining, Slider, signal } from 'sublet'

const view = Canvas({ label: 'Waves', width: 480, height: 270 })

const shader = /* wgsl */ `
@group(0) @binding(0) var<uniform> time: f32;

@vertex fn corner(@builtin(vertex_index) i: u32) -> @builtin(position) vec4f {
  return vec4f(f32(i % 2) * 4 - 1, f32(i / 2) * 4 - 1, 0, 1);
}

@fragment fn colour(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let place = at.xy / 60;
  let wave = sin(place.x + time) + sin(place.y * 1.3 - time) + sin(length(place - vec2f(4, 2)) * 2 - time);
  return vec4f(0.5 + 0.5 * cos(wave + vec3f(0, 2, 4)), 1);
}`

const draw = GPU({ duration: (seconds: number) => seconds + 2 }, async (seconds: number, pace: number) => {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()
  const context = canvasFor(view).getContext('webgpu')
  if (!context) throw new Error('The canvas has no context.')
  const format = navigator.gpu.getPreferredCanvasFormat()
  context.configure({ device, format })
  const module = device.createShaderModule({ code: shader })
  const pipeline = device.createRenderPipeline({
    layout: 'auto',
    vertex: { module },
    fragment: { module, targets: [{ format }] },
  })
  const time = device.createBuffer({ size: 4, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST })
  const entries = [{ binding: 0, resource: { buffer: time } }]
  const group = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })

  const begun = performance.now()
  for (;;) {
    const now = (performance.now() - begun) / 1000
    if (now >= seconds || signal().aborted || remaining() <= 0) return
    device.queue.writeBuffer(time, 0, new Float32Array([now * pace]))
    const encoder = device.createCommandEncoder()
    const target = context.getCurrentTexture().createView()
    const pass = encoder.beginRenderPass({
      colorAttachments: [{ view: target, loadOp: 'clear', storeOp: 'store' }],
    })
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.draw(3)
    pass.end()
    device.queue.submit([encoder.finish()])
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
})

export default Interface({
  title: 'Canvas animation',
  description: 'It is drawn for as long as you ask.',
  inputs: [
    Slider({ label: 'Seconds', min: 1, max: 20, step: 1, value: 4 }),
    Slider({ label: 'Pace', min: 0.2, max: 4, step: 0.1, value: 1 }),
  ],
  outputs: [view],
  fn: draw,
})
