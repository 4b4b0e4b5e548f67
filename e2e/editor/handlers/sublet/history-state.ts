import { pipeline } from '@huggingface/transformers'
import { Dataframe, GPU, Interface, State, Textbox } from 'sublet'

const classifier = await pipeline(
  'sentiment-analysis',
  'Xenova/distilbert-base-uncased-finetuned-sst-2-english',
)

const feel = GPU({ duration: 10 }, async (text: string) => {
  const [{ label, score }] = await classifier(text)
  return { label, score }
})

const past = State<{ text: string; scores: number[] }[]>([])

export default Interface({
  title: 'All that was asked before',
  inputs: [Textbox({ label: 'Text' }), past],
  outputs: [Dataframe({ headers: ['Text', 'Score'] }), past],
  async fn(text, before) {
    const { score } = await feel(text)
    return [
      {
        headers: ['Text', 'Score'],
        data: [...before.map((one) => [one.text, one.scores[0]]), [text, score]],
      },
      [...before, { text, scores: [score] }],
    ]
  },
})
