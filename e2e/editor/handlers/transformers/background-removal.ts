import { AutoModel, AutoProcessor, RawImage } from '@huggingface/transformers'
import { GPU, Image, ImageSlider, Interface } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const model = await AutoModel.from_pretrained('briaai/RMBG-1.4', { device: adapter ? 'webgpu' : 'wasm' })
const processor = await AutoProcessor.from_pretrained('briaai/RMBG-1.4')

const matte = GPU({ duration: 20 }, async ({ data, width, height }: ImageData) => {
  const image = new RawImage(data, width, height, 4).rgb()
  const { pixel_values } = await processor(image)
  const { output } = await model({ input: pixel_values })
  const mask = await RawImage.fromTensor(output[0].mul(255).to('uint8')).resize(width, height)
  const cut = image.clone().putAlpha(mask)
  return new ImageData(new Uint8ClampedArray(cut.data), width, height)
})

export default Interface({
  title: 'Cut out by model and processor',
  inputs: [Image({ label: 'Picture' })],
  outputs: [ImageSlider({ label: 'Before and after' })],
  fn: async (image) => [image, await matte(image)],
})
