import {
  InterruptableStoppingCriteria,
  type Message,
  pipeline,
  TextStreamer,
} from '@huggingface/transformers'
import { ChatInterface, GPU, Slider, State, signal } from 'sublet'
import { windowStart } from './window'

// The model of the stories demo, staged once for both: it was also taught to converse. Without a GPU it runs on the CPU.
const adapter = await navigator.gpu?.requestAdapter()
const generator = await pipeline('text-generation', 'sublet/stories', { device: adapter ? 'webgpu' : 'wasm' })

/** Tokens that the model sees, its reply included. */
const LONGEST = 512

/** As the chat template writes it, with the mark that a reply begins. */
function lengthOf(messages: Message[]): number {
  const { tokenizer } = generator
  const text = tokenizer.apply_chat_template(messages, { tokenize: false, add_generation_prompt: true })
  return tokenizer.encode(`${text}`, { add_special_tokens: false }).length
}

// The first run of all compiles the shaders; a software adapter is a CPU.
const [shaders, pace] = adapter && !adapter.info.isFallbackAdapter ? [5, 40] : [30, 4]

const answer = GPU(
  { duration: (_messages: Message[], _temperature: number, tokens: number) => shaders + tokens / pace },
  async function* answer(messages: Message[], temperature: number, tokens: number) {
    let reply = ''
    let told = Promise.withResolvers<false>()
    const streamer = new TextStreamer(generator.tokenizer, {
      skip_prompt: true,
      skip_special_tokens: true,
      callback_function(words) {
        reply += words
        told.resolve(false)
      },
    })
    // Stop, and the end of the lease: the next token is the last.
    const stop = new InterruptableStoppingCriteria()
    signal().addEventListener('abort', () => stop.interrupt())

    const options = { max_new_tokens: tokens, do_sample: true, temperature }
    const done = generator(messages, { ...options, streamer, stopping_criteria: stop }).then(() => true)
    try {
      while (!(await Promise.race([told.promise, done]))) {
        told = Promise.withResolvers()
        yield reply
      }
      yield reply
    } finally {
      // Whoever leaves early takes the model along.
      stop.interrupt()
      await done
    }
  },
)

export default ChatInterface({
  title: 'Chat',
  description:
    'A very small storyteller: ask for a story about somebody and a thing, and then who has it now.',
  async *fn(message, history, temperature, tokens, before) {
    const messages: Message[] = [...history, { role: 'user', content: message }]
    const gone = windowStart(messages, before, LONGEST - tokens, lengthOf)
    const seen = messages.slice(gone)
    const length = lengthOf(seen)
    if (length >= LONGEST)
      throw new RangeError(`The message has ${length} tokens; the model sees ${LONGEST}, its reply included.`)
    for await (const reply of answer(seen, temperature, tokens)) yield [reply, gone]
  },
  placeholder: 'Ask for a story',
  examples: ['Tell me a story about an otter and a key.', 'Tell me a story.', 'What can you do?'],
  additionalInputs: [
    Slider({ label: 'Temperature', min: 0.1, max: 1.5, step: 0.1, value: 0.7 }),
    Slider({ label: 'Longest reply (tokens)', min: 16, max: 256, step: 16, value: 192 }),
    // How many messages, from the first one on, have left the model's window.
    State(0),
  ],
})
