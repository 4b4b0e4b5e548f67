import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, JSON } from 'sublet'

const extractor = await pipeline('feature-extraction', 'tiny/minilm', { device: 'webgpu' })

const embed = GPU({ duration: 30 }, async (texts: string[]) => {
  const { dims, data } = await extractor(texts, { pooling: 'mean', normalize: true })
  return { dims, data }
})

export default Interface({
  title: 'Embeddings',
  inputs: [JSON({ label: 'Texts' })],
  outputs: [JSON()],
  fn: (texts) => embed(texts as string[]),
})
