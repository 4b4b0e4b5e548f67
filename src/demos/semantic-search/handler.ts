import { pipeline } from '@huggingface/transformers'
import { GPU, Interface, JSON, progress, Slider, State, signal, Textbox } from 'sublet'
import { passagesOf } from './passages'
import { nearest } from './rank'

/** Texts that go through the model together: the short ones are padded to the longest. */
const BATCH = 16

// 16-bit floats are for GPUs whose shaders know them; without a GPU it runs on the CPU.
const adapter = await navigator.gpu?.requestAdapter()
const extractor = await pipeline('feature-extraction', 'onnx-community/all-MiniLM-L6-v2-ONNX', {
  device: adapter ? 'webgpu' : 'wasm',
  dtype: adapter?.features.has('shader-f16') ? 'fp16' : 'fp32',
})

/** Seconds for the first pipelines, and for each text: a software adapter is a CPU. */
const [start, each] = adapter && !adapter.info.isFallbackAdapter ? [10, 0.05] : [30, 1]

const embed = GPU(
  { duration: (texts: readonly string[]) => start + each * texts.length },
  async function embed(texts: readonly string[]) {
    const vectors: Float32Array[] = []
    for (let at = 0; at < texts.length; at += BATCH) {
      signal().throwIfAborted()
      progress(at / texts.length, `${at} of ${texts.length} texts`)
      const batch = await extractor(texts.slice(at, at + BATCH), { pooling: 'mean', normalize: true })
      vectors.push(...batch.tolist().map((values: number[]) => Float32Array.from(values)))
    }
    progress(1, `${texts.length} texts`)
    return vectors
  },
)

const TEXT = `The heart pumps blood through the body. It beats about a hundred thousand times a day.

Bread rises because yeast eats sugar and gives off carbon dioxide, which the dough holds in.

Tides follow the moon. Its gravity pulls the sea towards it, and the coast turns under the bulge twice a day.

A violin's strings hardly move the air themselves; the wooden body takes up their motion and makes it loud.

Glaciers are rivers of ice. Snow is pressed together for centuries until its own weight makes it flow.`

/** What earlier questions about the same text have already been answered with. */
const Known = State(new Map<string, Float32Array>())

export default Interface({
  title: 'Semantic search',
  description: 'Paste a text and ask about it: the passages are found by what they mean, not by their words.',
  inputs: [
    Textbox({ label: 'Question', value: 'Why does the sea come and go?' }),
    Textbox({ label: 'Text, with empty lines between its passages', lines: 12, value: TEXT }),
    Slider({ label: 'Passages to show', min: 1, max: 10, step: 1, value: 3 }),
    Known,
  ],
  outputs: [Textbox({ label: 'Nearest passages', lines: 6 }), JSON({ label: 'Scores' }), Known],
  examples: [
    ['Why does the sea come and go?', TEXT, 2],
    ['What makes an instrument loud?', TEXT, 2],
    ['How does ice move?', TEXT, 1],
  ],
  async fn(question, text, most, known) {
    const passages = passagesOf(text)
    if (passages.length === 0) throw new RangeError('There is no text to search: paste one.')
    if (question.trim() === '') throw new RangeError('There is nothing to look for: ask a question.')
    const texts = [...new Set([question, ...passages])]
    const unknown = texts.filter((one) => !known.has(one))
    const vectors = unknown.length > 0 ? await embed(unknown) : []
    for (const [at, one] of unknown.entries()) known.set(one, vectors[at])
    const found = nearest(question, passages, known, most)
    const shown = found.map(({ score, passage }) => `${score.toFixed(2)}  ${passage}`).join('\n\n')
    return [shown, found, new Map(texts.map((one) => [one, known.get(one) ?? new Float32Array()]))]
  },
})
