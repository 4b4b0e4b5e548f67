import { GPU, Image, Interface, Number } from 'sublet'

const adapter = await navigator.gpu.requestAdapter()

const brightness = GPU({ duration: 5 }, async (image: ImageData) => {
  const device = await adapter.requestDevice()
  const texture = device.createTexture({
    size: [image.width, image.height],
    format: 'rgba8unorm',
    usage: GPUTextureUsage.COPY_DST | GPUTextureUsage.TEXTURE_BINDING,
  })
  device.queue.writeTexture({ texture }, image.data, { bytesPerRow: 4 * image.width }, [image.width])
  return texture.width
})

export default Interface({ title: 'No adapter', inputs: [Image()], outputs: [Number()], fn: brightness })
// expect: 6 possibly 'null'
