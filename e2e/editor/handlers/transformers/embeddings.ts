import { cos_sim, pipeline } from '@huggingface/transformers'
import { Dataframe, GPU, Interface, Textbox } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const extractor = await pipeline('feature-extraction', 'mixedbread-ai/mxbai-embed-xsmall-v1', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: 'fp32',
})

const embed = GPU(
  { duration: (texts: string[]) => 5 + 0.2 * texts.length },
  async function embed(texts: string[]): Promise<number[][]> {
    const embeddings = await extractor(texts, { pooling: 'mean', normalize: true })
    return embeddings.tolist()
  },
)

export default Interface({
  title: 'How alike two texts are',
  inputs: [Textbox({ label: 'One text a line', lines: 6, required: true })],
  outputs: [Dataframe({ headers: ['Text', 'Likeness to the first'], datatype: ['str', 'number'] })],
  async fn(lines) {
    const texts = lines.split('\n').filter((line) => line.trim() !== '')
    const vectors = await embed(texts)
    return {
      headers: ['Text', 'Likeness to the first'],
      data: texts.map((text, at) => [text, cos_sim(vectors[0], vectors[at])]),
    }
  },
})
