import { type Message, pipeline, TextStreamer } from '@huggingface/transformers'
import { GPU, Interface, JSON, Number, Textbox } from 'sublet'

const load = (dtype: 'fp32' | 'q4' | 'fp16') =>
  pipeline('text-generation', 'tiny/smollm2', { device: 'webgpu', dtype })

const adapter = await navigator.gpu.requestAdapter()
const generators = new Map([
  ['fp32', await load('fp32')],
  ['q4', await load('q4')],
])
if (adapter?.features.has('shader-f16')) generators.set('fp16', await load('fp16'))

/** Greedy, so that there is one right answer; streamed token by token, as a chat is. */
const generate = GPU(
  { duration: 60 },
  async function* generate(messages: Message[], steps: number, dtype: string) {
    const generator = generators.get(dtype)
    if (generator === undefined) throw new Error(`this adapter has no ${dtype}`)
    const tokens: number[] = []
    let told = Promise.withResolvers<void>()
    const streamer = new TextStreamer(generator.tokenizer, {
      skip_prompt: true,
      callback_function: () => undefined,
      token_callback_function(ids) {
        tokens.push(...ids.map((id) => globalThis.Number(id)))
        told.resolve()
      },
    })
    const answering = generator(messages, { max_new_tokens: steps, do_sample: false, streamer })
    const done = answering.then(() => true)
    while (!(await Promise.race([told.promise, done]))) {
      told = Promise.withResolvers()
      yield { tokens: [...tokens], answer: '' }
    }
    const [{ generated_text: conversation }] = await answering
    yield { tokens, answer: conversation.at(-1)?.content }
  },
)

export default Interface({
  title: 'Text generation',
  inputs: [JSON({ label: 'Messages' }), Number({ label: 'Tokens' }), Textbox({ label: 'Data type' })],
  outputs: [JSON()],
  fn: (messages, steps, dtype) => generate(messages as Message[], steps, dtype),
})
