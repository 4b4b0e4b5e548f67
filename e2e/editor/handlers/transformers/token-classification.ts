import { pipeline } from '@huggingface/transformers'
import { GPU, HighlightedText, Interface, Textbox } from 'sublet'

const recogniser = await pipeline('token-classification', 'Xenova/bert-base-NER', { device: 'wasm' })

const name = GPU({ duration: 10 }, async (text: string) => {
  const found = await recogniser(text, { ignore_labels: ['O'], aggregation_strategy: 'simple' })
  return found.map(({ word, entity_group, score }) => ({ word, group: entity_group, score }))
})

export default Interface({
  title: 'Names in a text',
  inputs: [Textbox({ label: 'Text', value: 'Marie Curie was born in Warsaw and worked in Paris.' })],
  outputs: [HighlightedText()],
  async fn(text) {
    const spans: [string, string | null][] = []
    let at = 0
    for (const { word, group } of await name(text)) {
      const start = text.indexOf(word, at)
      if (start < 0) continue
      spans.push([text.slice(at, start), null], [word, group])
      at = start + word.length
    }
    spans.push([text.slice(at), null])
    return spans
  },
})
