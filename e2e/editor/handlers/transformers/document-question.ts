import { pipeline, RawImage } from '@huggingface/transformers'
import { GPU, Image, Interface, Textbox } from 'sublet'

const reader = await pipeline('document-question-answering', 'Xenova/donut-base-finetuned-docvqa')

const ask = GPU({ duration: 40 }, async (page: ImageData, question: string) => {
  const image = new RawImage(page.data, page.width, page.height, 4).rgb()
  const [{ answer }] = await reader(image, question)
  return answer
})

export default Interface({
  title: 'Ask an invoice',
  inputs: [Image({ label: 'Scan' }), Textbox({ label: 'Question', value: 'What is the invoice number?' })],
  outputs: [Textbox({ label: 'Answer' })],
  fn: ask,
})
