import { pipeline, TextStreamer } from '@huggingface/transformers'
import { GPU, Interface, JSON, Number, Textbox } from 'sublet'

const generator = await pipeline('text-generation', 'sublet/stories', { device: 'webgpu', dtype: 'fp32' })

/** Milliseconds from token to token: the prompt is no part of it, nor is what lies around the call. */
const generate = GPU({ duration: 120 }, async (prompt: string, steps: number) => {
  const tokens: number[] = []
  const times: number[] = []
  const streamer = new TextStreamer(generator.tokenizer, {
    skip_prompt: true,
    callback_function: () => undefined,
    token_callback_function(ids) {
      tokens.push(...ids.map((id) => globalThis.Number(id)))
      times.push(performance.now())
    },
  })
  // No end before the last one: both sides take as many steps.
  const options = { max_new_tokens: steps, min_new_tokens: steps, do_sample: false, streamer }
  await generator(prompt, options)
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  return { tokens, tokenMs: (last - first) / (times.length - 1) }
})

export default Interface({
  title: 'Generate',
  inputs: [Textbox({ label: 'How it begins' }), Number({ label: 'Tokens' })],
  outputs: [JSON()],
  fn: generate,
})
