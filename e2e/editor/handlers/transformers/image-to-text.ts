import { load_image, pipeline } from '@huggingface/transformers'
import { File, GPU, Interface, Textbox } from 'sublet'

const captioner = await pipeline('image-to-text', 'Xenova/vit-gpt2-image-captioning')

const caption = GPU({ duration: 20 }, async (file: Blob) => {
  const image = await load_image(file)
  const [{ generated_text }] = await captioner(image, { max_new_tokens: 24, do_sample: false })
  return generated_text
})

export default Interface({
  title: 'A caption',
  inputs: [File({ label: 'Picture', accept: ['image/*'] })],
  outputs: [Textbox({ label: 'Caption' })],
  fn: (file) => caption(file),
})
