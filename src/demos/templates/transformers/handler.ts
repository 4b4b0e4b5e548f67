import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, Slider, Textbox } from 'sublet'

// Any task and model of Transformers.js; this one ships with the site. Without a GPU it runs on the CPU.
const adapter = await navigator.gpu?.requestAdapter()
const generator = await pipeline('text-generation', 'sublet/stories', { device: adapter ? 'webgpu' : 'wasm' })

// Seconds: the first run of all compiles the shaders, and each token takes its time.
const tell = GPU(
  { duration: (_opening: string, tokens: number) => 20 + tokens / 4 },
  async (opening: string, tokens: number) => {
    const [story] = await generator(opening, { max_new_tokens: tokens, do_sample: true, temperature: 0.8 })
    return `${story.generated_text}`
  },
)

export default Interface({
  title: 'Transformers.js pipeline',
  description: 'A very small language model goes on from here.',
  inputs: [
    Textbox({ label: 'Opening', lines: 3, value: 'Once upon a time, a small fox found a lantern.' }),
    Slider({ label: 'Tokens', min: 8, max: 128, step: 8, value: 48 }),
  ],
  outputs: [Textbox({ label: 'Story' })],
  fn: tell,
})
