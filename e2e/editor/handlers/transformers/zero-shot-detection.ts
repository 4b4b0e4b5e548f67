import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface, JSON, Textbox } from 'sublet'

const detector = await pipeline('zero-shot-object-detection', 'Xenova/owlvit-base-patch32')

const search = GPU({ duration: 30 }, async (image: ImageData, labels: string[]) => {
  const picture = new RawImage(image.data, image.width, image.height, 4)
  return detector(picture, labels, { threshold: 0.1, top_k: 4 })
})

export default Interface({
  title: 'Find anything',
  inputs: [Image(), Textbox({ label: 'What, with commas', value: 'human face, rocket, helmet' })],
  outputs: [JSON()],
  fn: async (image, labels) => search(image, labels.split(/,\s*/)),
})
