import { AutoModelForSequenceClassification, AutoTokenizer } from '@huggingface/transformers'
import { Dataframe, GPU, Interface, Textbox } from 'sublet'

const MODEL = 'mixedbread-ai/mxbai-rerank-xsmall-v1'
const tokenizer = await AutoTokenizer.from_pretrained(MODEL)
const model = await AutoModelForSequenceClassification.from_pretrained(MODEL, { dtype: 'q8' })

const rank = GPU(
  { duration: (_query: string, documents: string[]) => 5 + documents.length / 4 },
  async function rank(query: string, documents: string[]): Promise<number[]> {
    const inputs = tokenizer(new Array<string>(documents.length).fill(query), {
      text_pair: documents,
      padding: true,
      truncation: true,
    })
    const { logits } = await model(inputs)
    return logits.sigmoid().tolist().flat()
  },
)

export default Interface({
  title: 'The best of the found',
  inputs: [Textbox({ label: 'Query' }), Dataframe({ label: 'Documents', headers: ['Text'], required: true })],
  outputs: [Dataframe({ headers: ['Score', 'Text'], datatype: ['number', 'str'] })],
  async fn(query, { data }) {
    const documents = data.map(([text]) => `${text}`)
    const scores = await rank(query, documents)
    const rows = documents.map((text, at) => [scores[at], text])
    return { headers: ['Score', 'Text'], data: rows.sort(([a], [b]) => (b > a ? 1 : -1)) }
  },
})
