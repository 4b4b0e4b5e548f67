import {
  InterruptableStoppingCriteria,
  type Message,
  pipeline,
  TextStreamer,
} from '@huggingface/transformers'
import { ChatInterface, GPU, Slider, signal } from 'sublet'
import { growing } from './growing'

/** How much of the conversation the model is told, in turns: its window is 8192 tokens, and each takes memory. */
const TURNS = 12

// 16-bit floats are for GPUs whose shaders know them; without a GPU it runs on the CPU.
const adapter = await navigator.gpu?.requestAdapter()
const generator = await pipeline('text-generation', 'HuggingFaceTB/SmolLM2-135M-Instruct', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: adapter?.features.has('shader-f16') ? 'q4f16' : 'q4',
})

/** Seconds for the prompt and the first pipelines, and tokens a second that can be counted on: a software adapter is a CPU. */
const [start, pace] = adapter && !adapter.info.isFallbackAdapter ? [10, 20] : [60, 2]

const answer = GPU(
  { duration: (_messages: Message[], tokens: number) => start + tokens / pace },
  async function* answer(messages: Message[], tokens: number) {
    // Stop, and the end of the lease: the next token is the last, and the model stays on the GPU.
    const stopping = new InterruptableStoppingCriteria()
    signal().addEventListener('abort', () => stopping.interrupt())
    yield* growing((tell) =>
      generator(messages, {
        max_new_tokens: tokens,
        do_sample: true,
        temperature: 0.2,
        repetition_penalty: 1.1,
        stopping_criteria: stopping,
        streamer: new TextStreamer(generator.tokenizer, {
          skip_prompt: true,
          skip_special_tokens: true,
          callback_function: tell,
        }),
      }),
    )
  },
)

export default ChatInterface({
  title: 'SmolLM2 chat',
  description: 'A language model of 135 million weights. It is quick and friendly, and often wrong.',
  fn: (message, history, tokens) =>
    answer([...history.slice(-TURNS), { role: 'user', content: message }], tokens),
  placeholder: 'Ask it something simple',
  examples: ['What is gravity?', 'Write a short poem about the sea.', 'Give me three names for a cat.'],
  additionalInputs: [Slider({ label: 'Longest reply (tokens)', min: 8, max: 512, step: 8, value: 256 })],
})
