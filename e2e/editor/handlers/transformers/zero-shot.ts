import { pipeline } from '@huggingface/transformers'
import { Checkbox, GPU, Interface, Label, Textbox } from 'sublet'

const classifier = await pipeline('zero-shot-classification', 'Xenova/mobilebert-uncased-mnli')

const sort = GPU({ duration: 20 }, async (text: string, labels: string[], several: boolean) => {
  const output = await classifier(text, labels, {
    multi_label: several,
    hypothesis_template: 'This text is about {}.',
  })
  return { labels: output.labels, scores: output.scores }
})

export default Interface({
  title: 'Sort a letter into your own drawers',
  inputs: [
    Textbox({ label: 'Letter', lines: 5, value: 'The last parcel arrived wet and two weeks late.' }),
    Textbox({ label: 'Drawers, with commas', value: 'delivery, price, quality' }),
    Checkbox({ label: 'More than one may fit' }),
  ],
  outputs: [Label({ top: 5 })],
  async fn(text, drawers, several) {
    const { labels, scores } = await sort(
      text,
      drawers.split(',').map((drawer) => drawer.trim()),
      several,
    )
    return Object.fromEntries(labels.map((label, at) => [label, scores[at]]))
  },
})
