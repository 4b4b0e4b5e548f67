import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, Textbox } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const generator = await pipeline('text-generation', 'sublet/stories', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: 'int4',
})

const tell = GPU({ duration: 20 }, async (opening: string) => {
  const [{ generated_text }] = await generator(opening, { max_new_tokens: 50 })
  return `${generated_text}`
})

export default Interface({
  title: 'A type of numbers that is none',
  inputs: [Textbox()],
  outputs: [Textbox()],
  fn: tell,
})
// expect: 7 '"int4"' is not assignable
