import { InterruptableStoppingCriteria, pipeline, TextStreamer } from '@huggingface/transformers'
import { GPU, Interface, Number as NumberOutput, Slider, signal, Textbox } from 'sublet'

// On the GPU from the start: packed now, streamed in when a lease is granted. Without a GPU it runs on the CPU.
const adapter = await navigator.gpu?.requestAdapter()
const generator = await pipeline('text-generation', 'sublet/stories', { device: adapter ? 'webgpu' : 'wasm' })

/** Tokens, those of the opening included. */
const LONGEST = 512

// The first run of all compiles the shaders; a software adapter is a CPU.
const [shaders, pace] = adapter && !adapter.info.isFallbackAdapter ? [5, 40] : [30, 4]

const tell = GPU(
  {
    duration: (_opening: string, _temperature: number, _topK: number, tokens: number) =>
      shaders + tokens / pace,
  },
  async function* tell(opening: string, temperature: number, topK: number, tokens: number) {
    let story = opening
    let count = 0
    let began = 0
    let told = Promise.withResolvers<false>()
    const streamer = new TextStreamer(generator.tokenizer, {
      skip_prompt: true,
      callback_function: (words) => {
        story += words
      },
      token_callback_function() {
        count += 1
        // The first token also waits for all of the opening: the pace counts from there.
        if (count === 1) began = performance.now()
        told.resolve(false)
      },
    })
    // Stop, and the end of the lease: the next token is the last.
    const stop = new InterruptableStoppingCriteria()
    signal().addEventListener('abort', () => stop.interrupt())

    const options = { max_new_tokens: tokens, do_sample: true, temperature, top_k: topK }
    const done = generator(opening, { ...options, streamer, stopping_criteria: stop }).then(() => true)
    /** Tokens a second, to one decimal. */
    const speed = () =>
      count < 2 ? 0 : Math.round((10_000 * (count - 1)) / (performance.now() - began)) / 10
    try {
      while (!(await Promise.race([told.promise, done]))) {
        told = Promise.withResolvers()
        yield [story, count, speed()] as const
      }
      yield [story, count, speed()] as const
    } finally {
      // Whoever leaves early takes the model along.
      stop.interrupt()
      await done
    }
  },
)

export default Interface({
  title: 'Stories',
  description:
    'A very small language model tells what happens next, word by word. Begin in the way of a children’s book: a name, an animal, a place, a thing.',
  inputs: [
    Textbox({
      label: 'Once upon a time…',
      lines: 3,
      value: 'Once upon a time, a small fox found a lantern under the old bridge.',
      placeholder: 'One morning, Mia the pilot opened the box.',
    }),
    Slider({ label: 'Temperature', min: 0.1, max: 1.5, step: 0.1, value: 0.8 }),
    Slider({ label: 'Top k', min: 1, max: 100, step: 1, value: 20 }),
    Slider({ label: 'Tokens', min: 8, max: 256, step: 8, value: 120 }),
  ],
  outputs: [
    Textbox({ label: 'Story' }),
    NumberOutput({ label: 'Tokens' }),
    NumberOutput({ label: 'Tokens a second' }),
  ],
  examples: [
    ['One morning, Mia the pilot opened the box.', 0.8, 20, 120],
    ['The old dog wanted to see the sea.', 0.5, 10, 120],
    ['“Do not go into the attic,” said Grandma.', 1.1, 40, 160],
  ],
  fn(opening, temperature, topK, tokens) {
    const length = generator.tokenizer.encode(opening).length
    if (length >= LONGEST)
      throw new RangeError(
        `The opening has ${length} tokens; the model sees ${LONGEST}, its own words included.`,
      )
    return tell(opening, temperature, topK, tokens)
  },
})
