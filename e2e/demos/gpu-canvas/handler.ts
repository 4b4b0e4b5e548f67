import { GPU, Interface, JSON } from 'sublet'

const canvas = new OffscreenCanvas(16, 16)

const draw = GPU({ duration: 10 }, async () => {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()
  const context = canvas.getContext('webgpu')
  if (!context) throw new Error('The canvas has no WebGPU.')
  const usage = GPUTextureUsage.RENDER_ATTACHMENT | GPUTextureUsage.COPY_SRC
  context.configure({ device, format: 'rgba8unorm', usage })
  const texture = context.getCurrentTexture()
  const target = device.createBuffer({
    size: 256 * 16,
    usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
  })
  const encoder = device.createCommandEncoder()
  encoder
    .beginRenderPass({
      colorAttachments: [
        { view: texture.createView(), loadOp: 'clear', storeOp: 'store', clearValue: [1, 0, 1, 1] },
      ],
    })
    .end()
  encoder.copyTextureToBuffer({ texture }, { buffer: target, bytesPerRow: 256 }, [16, 16])
  device.queue.submit([encoder.finish()])
  await target.mapAsync(GPUMapMode.READ)
  const pixel = [...new Uint8Array(target.getMappedRange()).slice(0, 4)]
  target.destroy()
  return pixel
})

const afterwards = (): string => {
  try {
    canvas.getContext('webgpu')?.getCurrentTexture()
    return 'a texture'
  } catch (error) {
    return (error as { code: string }).code
  }
}

export default Interface({
  title: 'gpu-canvas',
  inputs: [],
  outputs: [JSON()],
  fn: async () => ({ pixel: await draw(), afterwards: afterwards() }),
})
