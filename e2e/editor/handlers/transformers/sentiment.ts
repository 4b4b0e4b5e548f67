import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, Label, Textbox } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const classifier = await pipeline(
  'sentiment-analysis',
  'Xenova/distilbert-base-uncased-finetuned-sst-2-english',
  { device: adapter ? 'webgpu' : 'wasm' },
)

const feel = GPU({ duration: 10 }, async (text: string) => classifier(text, { top_k: 2 }))

export default Interface({
  title: 'Mood of a sentence',
  inputs: [Textbox({ label: 'Sentence', value: 'The soup was cold, but the waiter was lovely.' })],
  outputs: [Label({ top: 2 })],
  async fn(text) {
    const scores = await feel(text)
    return Object.fromEntries(scores.map(({ label, score }) => [label, score]))
  },
})
