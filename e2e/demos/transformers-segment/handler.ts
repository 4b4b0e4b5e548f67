import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface, JSON } from 'sublet'

const segmenter = await pipeline('image-segmentation', 'tiny/segformer', { device: 'webgpu' })

const look = GPU({ duration: 60 }, async ({ data, width, height }: ImageData) => {
  const parts = await segmenter(new RawImage(data, width, height, 4))
  return parts.map(({ label, score, mask }) => ({ label, score, width: mask.width, data: mask.data }))
})

export default Interface({
  title: 'Segmentation',
  inputs: [Image()],
  outputs: [JSON()],
  fn: look,
})
