import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface } from 'sublet'

const segmenter = await pipeline('background-removal', 'Xenova/modnet', { dtype: 'fp32' })

const remove = GPU({ duration: 15 }, async ({ data, width, height }: ImageData) =>
  segmenter(new RawImage(data, width, height, 4)),
)

export default Interface({
  title: 'A picture of the library, where the page takes one of the browser',
  inputs: [Image()],
  outputs: [Image()],
  fn: (picture) => remove(picture),
})
// expect: 14 RawImage
