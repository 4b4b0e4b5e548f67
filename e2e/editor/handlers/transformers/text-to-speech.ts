import { pipeline } from '@huggingface/transformers'
import { Audio, GPU, Interface, Slider, Textbox } from 'sublet'

const VOICE =
  'https://huggingface.co/datasets/Xenova/transformers.js-docs/resolve/main/speaker_embeddings.bin'

const synthesizer = await pipeline('text-to-speech', 'Xenova/speecht5_tts', { dtype: 'fp32' })

const say = GPU({ duration: 30 }, async (text: string, speed: number) => {
  const spoken = await synthesizer(text, { speaker_embeddings: VOICE, speed })
  return { sampleRate: spoken.sampling_rate, channels: [spoken.data] }
})

export default Interface({
  title: 'Read aloud',
  inputs: [
    Textbox({ label: 'Text', value: 'Hello, my dog is cute.' }),
    Slider({ label: 'Speed', min: 0.5, max: 2, step: 0.1, value: 1 }),
  ],
  outputs: [Audio({ label: 'Speech' })],
  fn: say,
})
