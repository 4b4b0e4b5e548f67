import {
  AutoProcessor,
  AutoTokenizer,
  CLIPTextModelWithProjection,
  CLIPVisionModelWithProjection,
  dot,
  RawImage,
} from '@huggingface/transformers'
import { GPU, Image, Interface, Label, Textbox } from 'sublet'

const MODEL = 'Xenova/clip-vit-base-patch16'
const tokenizer = await AutoTokenizer.from_pretrained(MODEL)
const processor = await AutoProcessor.from_pretrained(MODEL)
const texts = await CLIPTextModelWithProjection.from_pretrained(MODEL, { dtype: 'q8' })
const images = await CLIPVisionModelWithProjection.from_pretrained(MODEL, { dtype: 'q8' })

const compare = GPU({ duration: 20 }, async (picture: ImageData, words: string[]) => {
  const inputs = tokenizer(words, { padding: true, truncation: true })
  const { text_embeds } = await texts(inputs)
  const image = new RawImage(picture.data, picture.width, picture.height, 4).rgb()
  const { image_embeds } = await images(await processor(image))
  const seen: number[] = image_embeds.normalize().tolist()[0]
  const said: number[][] = text_embeds.normalize().tolist()
  return said.map((vector) => dot(vector, seen))
})

export default Interface({
  title: 'Which words fit the picture',
  inputs: [Image(), Textbox({ label: 'Words, with commas', value: 'a photo of a car, a photo of a tree' })],
  outputs: [Label()],
  async fn(picture, words) {
    const list = words.split(/,\s*/)
    const scores = await compare(picture, list)
    return Object.fromEntries(list.map((word, at) => [word, Math.max(0, scores[at])]))
  },
})
