import {
  InterruptableStoppingCriteria,
  type Message,
  pipeline,
  TextStreamer,
} from '@huggingface/transformers'
import { ChatInterface, GPU, Slider, signal } from 'sublet'

// The model of the stories demo, staged once for both: it was also taught to converse.
const generator = await pipeline('text-generation', 'sublet/stories', { device: 'webgpu' })

/** Tokens that the model sees, its reply included. */
const LONGEST = 512

/** As the chat template writes it, with the mark that a reply begins. */
function lengthOf(messages: Message[]): number {
  const { tokenizer } = generator
  const text = tokenizer.apply_chat_template(messages, { tokenize: false, add_generation_prompt: true })
  return tokenizer.encode(`${text}`, { add_special_tokens: false }).length
}

/** The newest of a conversation, in so many tokens: whole exchanges are left out, the oldest first. */
function newest(messages: Message[], room: number): Message[] {
  let kept = messages
  while (kept.length > 1 && lengthOf(kept) > room) {
    const next = kept.findIndex(({ role }, index) => index > 0 && role === 'user')
    kept = kept.slice(next)
  }
  return kept
}

// The first run of all compiles the shaders; a software adapter is a CPU.
const adapter = await navigator.gpu?.requestAdapter()
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
    'A very small storyteller: ask for a story, and it tells one, though seldom the one that was asked for.',
  fn(message, history, temperature, tokens) {
    const messages = newest([...history, { role: 'user', content: message }], LONGEST - tokens)
    const length = lengthOf(messages)
    if (length >= LONGEST)
      throw new RangeError(`The message has ${length} tokens; the model sees ${LONGEST}, its reply included.`)
    return answer(messages, temperature, tokens)
  },
  placeholder: 'Ask for a story',
  examples: ['Tell me a story.', 'What happened next?', 'What can you do?'],
  additionalInputs: [
    Slider({ label: 'Temperature', min: 0.1, max: 1.5, step: 0.1, value: 0.7 }),
    Slider({ label: 'Longest reply (tokens)', min: 16, max: 256, step: 16, value: 192 }),
  ],
})
