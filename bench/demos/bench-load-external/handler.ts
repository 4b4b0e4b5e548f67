import { pipeline, TextStreamer } from '@huggingface/transformers'
import { GPU, Interface, JSON, Textbox } from 'sublet'

const generator = await pipeline('text-generation', 'large/llama-400m', { device: 'webgpu', dtype: 'fp32' })

const firstToken = GPU({ duration: 120 }, async (prompt: string) => {
  const tokens: number[] = []
  const streamer = new TextStreamer(generator.tokenizer, {
    skip_prompt: true,
    callback_function: () => undefined,
    token_callback_function: (ids) => tokens.push(...ids.map(Number)),
  })
  await generator(prompt, { max_new_tokens: 1, do_sample: false, streamer })
  return tokens
})

export default Interface({
  title: 'Load',
  inputs: [Textbox({ label: 'How it begins' })],
  outputs: [JSON({ label: 'The next token' })],
  fn: firstToken,
})
