import {
  InterruptableStoppingCriteria,
  type Message,
  pipeline,
  TextStreamer,
} from '@huggingface/transformers'
import { ChatInterface, GPU, Slider, signal, Textbox } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const generator = await pipeline('text-generation', 'onnx-community/Qwen2.5-0.5B-Instruct', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: adapter?.features.has('shader-f16') ? 'q4f16' : 'q4',
})

const reply = GPU(
  { duration: (_messages: Message[], tokens: number) => 10 + tokens / 20 },
  async function* reply(messages: Message[], tokens: number) {
    const stop = new InterruptableStoppingCriteria()
    signal().addEventListener('abort', () => stop.interrupt())
    let text = ''
    let wake = () => {}
    const streamer = new TextStreamer(generator.tokenizer, {
      skip_prompt: true,
      skip_special_tokens: true,
      callback_function(piece) {
        text += piece
        wake()
      },
    })
    let running = true
    const done = generator(messages, { max_new_tokens: tokens, streamer, stopping_criteria: stop }).finally(
      () => {
        running = false
        wake()
      },
    )
    while (running) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
      yield text
    }
    const [{ generated_text }] = await done
    const last = (generated_text as Message[]).at(-1)
    yield `${last?.content ?? text}`
  },
)

export default ChatInterface({
  title: 'A small talker',
  fn: (message, history, tokens, system) =>
    reply([{ role: 'system', content: system }, ...history, { role: 'user', content: message }], tokens),
  additionalInputs: [
    Slider({ label: 'Longest reply', min: 16, max: 512, step: 16, value: 128 }),
    Textbox({ label: 'System', value: 'You are a helpful assistant.' }),
  ],
})
