import {
  cos_sim,
  type Message,
  pipeline,
  RawImage,
  softmax,
  Tensor,
  TextStreamer,
} from '@huggingface/transformers'
import * as ort from 'onnxruntime-web'
import {
  Accordion,
  Blocks,
  Button,
  Column,
  change,
  click,
  Dataframe,
  GPU,
  Image,
  Label,
  Markdown,
  Plot,
  progress,
  Row,
  Slider,
  State,
  signal,
  Textbox,
} from 'sublet'
import tgpu, { d, std } from 'typegpu'

/** Nothing here is ever run: it is long, and every library has a part in it. */
const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx')

const Cell = d.struct({ position: d.vec2f, weight: d.f32 })
const layout = tgpu.bindGroupLayout({
  cells: { storage: d.arrayOf(Cell), access: 'mutable' },
  factor: { uniform: d.f32 },
})

const fade = tgpu.fn(
  [d.f32, d.f32],
  d.f32,
)((value, by) => {
  'use gpu'
  return std.exp(-value * by)
})

interface Reading {
  label: string
  score: number
  at: number
}

interface Memory {
  readings: Reading[]
  drawn: number
}

const classify = GPU({ duration: 15 }, async function classify(pixels: Float32Array) {
  const { logits } = await session.run({ pixels: new ort.Tensor('float32', pixels, [1, 1, 8, 8]) })
  return Float32Array.from(logits.data as Float32Array)
})

const move = GPU({ duration: 10 }, async function move(count: number, factor: number) {
  const root = await tgpu.init()
  const cells = root
    .createBuffer(
      d.arrayOf(Cell, count),
      Array.from({ length: count }, (_, at) => ({ position: d.vec2f(at, -at), weight: 1 / (at + 1) })),
    )
    .$usage('storage')
  const uniform = root.createBuffer(d.f32, factor).$usage('uniform')
  const group = root.createBindGroup(layout, { cells, factor: uniform })
  const program = root.createGuardedComputePipeline((x) => {
    'use gpu'
    const cell = layout.$.cells[x]
    layout.$.cells[x].weight = fade(cell.weight, layout.$.factor)
  })
  program.with(group).dispatchThreads(count)
  const moved = await cells.read()
  return moved.map(({ weight }) => weight)
})

function summaryOf(readings: readonly Reading[]): string {
  const rows = readings.map(({ label, score, at }) => `| ${label} | ${score.toFixed(2)} | ${at} |`)
  return ['| what | score | at |', '| --- | ---: | ---: |', ...rows].join('\n')
}

const tell = GPU(
  { duration: (_messages: Message[], tokens: number) => 10 + tokens / 5 },
  async function* tell(messages: Message[], tokens: number) {
    const generator = await pipeline('text-generation', 'sublet/stories', { device: 'wasm' })
    let text = ''
    const streamer = new TextStreamer(generator.tokenizer, {
      skip_prompt: true,
      callback_function(piece) {
        text += piece
        progress(text.length / tokens, 'telling')
      },
    })
    signal().throwIfAborted()
    yield text
    await generator(messages, { max_new_tokens: tokens, do_sample: true, streamer })
    yield text
  },
)

const likeness = GPU({ duration: 20 }, async function likeness(texts: string[]) {
  const extractor = await pipeline('feature-extraction', 'Xenova/all-MiniLM-L6-v2', { dtype: 'q8' })
  const vectors: number[][] = (await extractor(texts, { pooling: 'mean', normalize: true })).tolist()
  return vectors.map((vector) => cos_sim(vector, vectors[0]))
})

function brightness({ data, width, height }: ImageData): number {
  const grey = new RawImage(data, width, height, 4).grayscale()
  const values = new Tensor('float32', Float32Array.from(grey.data), [grey.height, grey.width])
  return values.mean().item() as number
}

const picture = Image({ label: 'Digit', source: 'sketch', shape: [8, 8], mode: 'grey' })
const scores = Label({ label: 'It reads' })
const opening = Textbox({ label: 'Opening', lines: 3 })
const tokens = Slider({ label: 'Tokens', min: 8, max: 256, step: 8, value: 64 })
const story = Markdown({ label: 'Story' })
const table = Dataframe({ label: 'Likeness', headers: ['Text', 'Score'], datatype: ['str', 'number'] })
const chart = Plot({ label: 'Weights' })
const go = Button('Go', { look: 'primary' })
const memory = State<Memory>({ readings: [], drawn: 0 })

export default Blocks({
  title: 'bench-editor',
  layout: [
    Row([Column([picture, scores], { scale: 2 }), Column([opening, tokens, go])]),
    story,
    Accordion('More', [table, chart], { open: false }),
  ],
  events: [
    change(picture, {
      inputs: [picture, memory],
      outputs: [scores, memory],
      async fn(image, { readings, drawn }) {
        const found = softmax([
          ...(await classify(Float32Array.from({ length: 64 }, (_, at) => image.data[4 * at]))),
        ])
        const label = `${found.indexOf(Math.max(...found))}`
        const reading = { label, score: brightness(image), at: drawn }
        return [found, { readings: [...readings, reading], drawn: drawn + 1 }]
      },
    }),
    click(go, {
      inputs: [opening, tokens],
      outputs: [story],
      fn: (text, most) => tell([{ role: 'user', content: text }], most),
    }).then({
      inputs: [opening, memory],
      outputs: [table, chart, story],
      async fn(text, { readings }) {
        const lines = text.split('\n')
        const [alike, weights] = await Promise.all([likeness(lines), move(64, 0.5)])
        const data = lines.map((line, at) => [line, alike[at]])
        const plot = { x: [...weights.keys()], series: [{ label: 'weight', y: weights }] }
        return [{ headers: ['Text', 'Score'], data }, plot, summaryOf(readings)]
      },
    }),
  ],
})
