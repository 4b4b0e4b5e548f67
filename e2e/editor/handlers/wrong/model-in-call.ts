import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, Label, Textbox } from 'sublet'

// biome-ignore lint/complexity/noStaticOnlyClass: as tutorials of the library have it
class Classifier {
  static instance: ReturnType<typeof Classifier.load> | null = null

  static load() {
    return pipeline('text-classification', 'Xenova/distilbert-base-uncased-finetuned-sst-2-english')
  }

  static getInstance() {
    Classifier.instance ??= Classifier.load()
    return Classifier.instance
  }
}

const classify = GPU({ duration: 10 }, async (text: string) => {
  const classifier = await Classifier.getInstance()
  return classifier(text)
})

export default Interface({
  title: 'The singleton of the tutorials',
  inputs: [Textbox()],
  outputs: [Label()],
  async fn(text) {
    const [{ label, score }] = await classify(text)
    return { [label]: score }
  },
})
// rule: lazy-model
