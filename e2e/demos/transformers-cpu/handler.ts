import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, JSON } from 'sublet'

const extractor = await pipeline('feature-extraction', 'tiny/minilm')

async function embed(texts: string[]) {
  const { dims, data } = await extractor(texts, { pooling: 'mean', normalize: true })
  return { dims, data }
}

const atModuleScope = await embed(['before any call'])
const inLease = GPU({ duration: 30 }, embed)

export default Interface({
  title: 'On the CPU',
  inputs: [JSON({ label: 'Texts' })],
  outputs: [JSON()],
  fn: async (texts) => ({
    atModuleScope,
    inCall: await embed(texts as string[]),
    inLease: await inLease(texts as string[]),
  }),
})
