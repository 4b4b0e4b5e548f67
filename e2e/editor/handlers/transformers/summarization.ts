import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, progress, Slider, Textbox } from 'sublet'

const summarizer = await pipeline('summarization', 'Xenova/distilbart-cnn-6-6', {
  progress_callback(info) {
    if (info.status === 'progress') progress(info.progress / 100, info.file)
  },
})

const summarise = GPU(
  { duration: (_text: string, tokens: number) => 10 + tokens / 5 },
  async function summarise(text: string, tokens: number) {
    const [{ summary_text }] = await summarizer(text, { max_new_tokens: tokens, num_beams: 2 })
    return summary_text
  },
)

export default Interface({
  title: 'Summary',
  inputs: [
    Textbox({ label: 'Article', lines: 12, required: true }),
    Slider({ label: 'Longest summary (tokens)', min: 20, max: 200, step: 10, value: 100 }),
  ],
  outputs: [Textbox({ label: 'In short' })],
  fn: summarise,
})
