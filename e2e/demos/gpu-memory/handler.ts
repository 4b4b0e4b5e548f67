import { GPU, Interface, JSON } from 'sublet'

const MB = 1_000_000

const fill = GPU({ duration: 10 }, async () => {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('There is no adapter.')
  const device = await adapter.requestDevice()
  device.createBuffer({ label: 'sea', size: 40 * MB, usage: GPUBufferUsage.STORAGE })
  for (;;) {
    device.createTexture({
      label: 'sky',
      size: [1024, 1024],
      format: 'rgba8unorm',
      usage: GPUTextureUsage.TEXTURE_BINDING,
    })
  }
})

export default Interface({ title: 'gpu-memory', inputs: [], outputs: [JSON()], fn: fill })
