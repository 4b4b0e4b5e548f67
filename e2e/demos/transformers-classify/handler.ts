import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, JSON } from 'sublet'

const classifier = await pipeline('text-classification', 'tiny/sst2', { device: 'webgpu' })

const classify = GPU({ duration: 30 }, (texts: string[]) => classifier(texts, { top_k: 2 }))

export default Interface({
  title: 'Sentiment',
  inputs: [JSON({ label: 'Texts' })],
  outputs: [JSON()],
  fn: (texts) => classify(texts as string[]),
})
