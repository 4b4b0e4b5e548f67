import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface, JSON } from 'sublet'

const remover = await pipeline('background-removal', 'tiny/rmbg', { device: 'webgpu' })

const look = GPU({ duration: 60 }, async ({ data, width, height }: ImageData) => {
  const cut = await remover(new RawImage(data, width, height, 4))
  return { width: cut.width, channels: cut.channels, data: cut.data }
})

export default Interface({
  title: 'Background removal',
  inputs: [Image()],
  outputs: [JSON()],
  fn: look,
})
