import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, Slider, Textbox } from 'sublet'

// Any task and model of Transformers.js; this one ships with the site.
const generator = await pipeline('text-generation', 'sublet/stories', { device: 'webgpu' })

const tell = GPU({ duration: 30 }, async (opening: string, tokens: number) => {
  const [story] = await generator(opening, { max_new_tokens: tokens, do_sample: true, temperature: 0.8 })
  return `${story.generated_text}`
})

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
