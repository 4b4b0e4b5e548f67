import {
  AutoModelForImageTextToText,
  AutoProcessor,
  RawImage,
  type Tensor,
  TextStreamer,
} from '@huggingface/transformers'
import { GPU, Image, Interface, progress, Textbox } from 'sublet'

const MODEL = 'HuggingFaceTB/SmolVLM-256M-Instruct'
const processor = await AutoProcessor.from_pretrained(MODEL)
const model = await AutoModelForImageTextToText.from_pretrained(MODEL, {
  dtype: { embed_tokens: 'fp16', vision_encoder: 'q4', decoder_model_merged: 'q4' },
  device: 'webgpu',
})

const answer = GPU({ duration: 60, size: 'xlarge' }, async (picture: ImageData, question: string) => {
  const image = new RawImage(picture.data, picture.width, picture.height, 4).rgb()
  const messages = [{ role: 'user', content: [{ type: 'image' }, { type: 'text', text: question }] }]
  const prompt = processor.apply_chat_template(messages, { add_generation_prompt: true })
  const inputs = await processor(prompt, [image], { do_image_splitting: false })
  const { tokenizer } = processor
  if (!tokenizer) throw new Error('The processor has no tokenizer.')
  let words = 0
  const streamer = new TextStreamer(tokenizer, {
    skip_prompt: true,
    callback_function: () => progress(Math.min(1, ++words / 100)),
  })
  const ids = (await model.generate({ ...inputs, max_new_tokens: 100, streamer })) as Tensor
  const fresh = ids.slice(null, [inputs.input_ids.dims.at(-1), null])
  return processor.batch_decode(fresh, { skip_special_tokens: true })[0]
})

export default Interface({
  title: 'Talk about a picture',
  inputs: [Image(), Textbox({ label: 'Question', value: 'What is in the picture?' })],
  outputs: [Textbox({ label: 'Answer' })],
  fn: answer,
})
// rule: provider-without-fallback
