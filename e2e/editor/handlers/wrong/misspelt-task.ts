import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, Textbox } from 'sublet'

const summarizer = await pipeline('summarisation', 'Xenova/distilbart-cnn-6-6')

const summarise = GPU({ duration: 20 }, async (text: string) => {
  const [{ summary_text }] = await summarizer(text)
  return summary_text
})

export default Interface({
  title: 'A task that is spelt otherwise',
  inputs: [Textbox()],
  outputs: [Textbox()],
  fn: summarise,
})
// expect: 4 '"summarisation"' is not assignable
// expect: 7 This expression is not callable
