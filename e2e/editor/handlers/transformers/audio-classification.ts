import { pipeline } from '@huggingface/transformers'
import { Audio, GPU, Interface, Label, Textbox } from 'sublet'

const classifier = await pipeline('zero-shot-audio-classification', 'Xenova/clap-htsat-unfused')

const hear = GPU({ duration: 20 }, async (samples: Float32Array, labels: string[]) => {
  const scores = await classifier(samples, labels, { hypothesis_template: 'This is a sound of {}.' })
  return scores.map(({ label, score }) => [label, score] as const)
})

export default Interface({
  title: 'What sounds there',
  inputs: [Audio({ label: 'Sound' }), Textbox({ label: 'Candidates', value: 'dog, vacuum cleaner, rain' })],
  outputs: [Label({ top: 3 })],
  async fn({ channels }, candidates) {
    return Object.fromEntries(await hear(channels[0], candidates.split(', ')))
  },
})
