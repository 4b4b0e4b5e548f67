import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface } from 'sublet'

const upscaler = await pipeline('image-to-image', 'Xenova/swin2SR-classical-sr-x2-64')

const enlarge = GPU({ duration: 60 }, async (small: ImageData) => {
  const large = await upscaler(new RawImage(small.data, small.width, small.height, 4).rgb())
  return large.toBlob('image/png')
})

export default Interface({
  title: 'Twice the size',
  inputs: [Image({ label: 'Small', shape: [128, 128] })],
  outputs: [Image({ label: 'Large' })],
  fn: async (small) => (await enlarge(small)) as Blob,
})
