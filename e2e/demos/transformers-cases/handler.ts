import { AutoModel, AutoTokenizer, type ProgressInfo, pipeline, Tensor } from '@huggingface/transformers'
import { GPU, Interface, JSON, Textbox } from 'sublet'

const MINILM = 'tiny/minilm'
const inLease = GPU({ duration: 60 }, async (task: () => Promise<unknown>) => task())

interface Options {
  revision?: string
  subfolder?: string
  use_external_data_format?: boolean
  progress_callback?: (info: ProgressInfo) => void
}

function load(model: string, options: Options = {}) {
  return pipeline('feature-extraction', model, { device: 'webgpu', ...options })
}

async function embed(extractor: Awaited<ReturnType<typeof load>>, texts: string[]) {
  const { dims, data } = await extractor(texts, { pooling: 'mean', normalize: true })
  return { dims, data }
}

/** The name of what came of it: an error where it failed. */
async function failure(task: () => Promise<unknown>): Promise<string> {
  try {
    await task()
    return 'none'
  } catch (error) {
    return String(error)
  }
}

async function embedded(model: string, options: Options, texts: string[]) {
  const extractor = await load(model, options)
  return inLease(() => embed(extractor, texts))
}

const CASES: Record<string, (texts: string[]) => Promise<unknown>> = {
  revision: (texts) => embedded('tiny/on-a-branch', { revision: 'v2' }, texts),
  subfolder: (texts) => embedded('tiny/in-a-folder', { subfolder: 'graphs' }, texts),
  dataOutside: (texts) => embedded('tiny/data-outside', { use_external_data_format: true }, texts),

  async progress() {
    const events: ProgressInfo[] = []
    await load('tiny/for-progress', { progress_callback: (info) => events.push(structuredClone(info)) })
    return events
  },

  async withoutPipeline(texts) {
    const tokenizer = await AutoTokenizer.from_pretrained(MINILM)
    const model = await AutoModel.from_pretrained(MINILM, { device: 'webgpu' })
    return inLease(async () => {
      const { last_hidden_state } = await model(tokenizer(texts, { padding: true }))
      return { dims: last_hidden_state.dims, data: last_hidden_state.data }
    })
  },

  async disposed(texts) {
    const [extractor, other] = [await load(MINILM), await load(MINILM)]
    return inLease(async () => {
      const before = await embed(extractor, texts)
      await extractor.dispose()
      return {
        before,
        use: await failure(() => embed(extractor, texts)),
        other: await embed(other, texts),
        again: await embed(await load(MINILM), texts),
      }
    })
  },

  /** A rejected run or session must be that alone: its neighbours have done nothing. */
  async failures(texts) {
    const extractor = await load(MINILM)
    return inLease(async () => {
      const wrong = new Tensor('float32', new Float32Array(4), [1, 4])
      const run = () => extractor.model({ input_ids: wrong, attention_mask: wrong, token_type_ids: wrong })
      const [first, second, beside] = await Promise.all([failure(run), failure(run), embed(extractor, texts)])
      const noModel = await failure(() => load('tiny/no-model'))
      const missing = await failure(() => load('tiny/nowhere'))
      return { first, second, beside, noModel, missing, after: await embed(await load(MINILM), texts) }
    })
  },
}

export default Interface({
  title: 'Cases',
  inputs: [Textbox(), JSON({ label: 'Texts' })],
  outputs: [JSON()],
  fn: async (name, texts) => CASES[name]?.(texts as string[]),
})
