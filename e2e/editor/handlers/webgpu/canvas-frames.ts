import { Canvas, canvasFor, GPU, Interface, Slider, signal } from 'sublet'

const view = Canvas({ width: 640, height: 360 })

const pulse = GPU({ duration: (seconds: number) => seconds + 1 }, async function pulse(seconds: number) {
  const adapter = await navigator.gpu.requestAdapter()
  const device = await adapter?.requestDevice()
  const context = canvasFor(view).getContext('webgpu')
  if (!device || !context) throw new Error('This browser has no WebGPU.')
  context.configure({ device, format: navigator.gpu.getPreferredCanvasFormat(), alphaMode: 'opaque' })
  const end = performance.now() + seconds * 1000
  while (performance.now() < end && !signal().aborted) {
    const level = 0.5 + 0.5 * Math.sin(performance.now() / 300)
    const encoder = device.createCommandEncoder()
    encoder
      .beginRenderPass({
        colorAttachments: [
          {
            view: context.getCurrentTexture().createView(),
            clearValue: { r: level, g: 0.4, b: 1 - level, a: 1 },
            loadOp: 'clear',
            storeOp: 'store',
          },
        ],
      })
      .end()
    device.queue.submit([encoder.finish()])
    await new Promise((frame) => requestAnimationFrame(frame))
  }
})

export default Interface({
  title: 'A pulse',
  inputs: [Slider({ label: 'Seconds', min: 1, max: 20, value: 5 })],
  outputs: [view],
  fn: pulse,
})
