import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, Label, Textbox } from 'sublet'

const unmasker = await pipeline('fill-mask', 'onnx-community/ettin-encoder-32m-ONNX', { dtype: 'q8' })

const guess = GPU({ duration: 8 }, async (text: string) => {
  const guesses = await unmasker(text, { top_k: 5 })
  return guesses.map(({ token_str, score }) => ({ word: token_str.trim(), score }))
})

export default Interface({
  title: 'The missing word',
  description: 'Write [MASK] where a word is missing.',
  inputs: [Textbox({ label: 'Sentence', value: 'The capital of France is [MASK].' })],
  outputs: [Label({ top: 5 })],
  examples: [['Paris is the [MASK] of France.'], ['She put the [MASK] on the table.']],
  async fn(text) {
    if (!text.includes('[MASK]')) throw new RangeError('There is no [MASK] in the sentence.')
    return Object.fromEntries((await guess(text)).map(({ word, score }) => [word, score]))
  },
})
