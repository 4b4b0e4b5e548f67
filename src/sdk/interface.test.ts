import { expect, expectTypeOf, test } from 'vitest'
import {
  Audio,
  type AudioClip,
  Button,
  Canvas,
  File as FileComponent,
  Image,
  ImageSlider,
  Interface,
  JSON as Json,
  Label,
  Number as NumberInput,
  Slider,
  State,
  skip,
  Textbox,
  Timer,
} from './index'

const typesOnly = (_wrong: () => unknown): void => undefined
const two = [Textbox(), Json()] as const

test('the function gets the values of the inputs, in their order', () => {
  const made = Interface({
    title: 'All',
    inputs: [Image({ shape: [8, 8] }), NumberInput(), Slider({ min: 0, max: 1 }), Textbox(), Json()],
    outputs: [Textbox()],
    fn: (...inputs) => {
      expectTypeOf(inputs).toEqualTypeOf<[ImageData, number, number, string, unknown]>()
      return 'text'
    },
  })
  expect(made).toMatchObject({
    title: 'All',
    description: '',
    inputs: [{ kind: 'image', shape: [8, 8] }, { kind: 'number' }, { kind: 'slider' }, {}, { kind: 'json' }],
  })
  expect(made.fn()).toBe('text')
})

test('one output is returned bare, several as an array; at once, later or streamed', () => {
  const inputs = [Textbox()] as const
  const three = [Textbox(), Slider({ min: 0, max: 1 }), Label()] as const
  Interface({ title: '', inputs, outputs: [Label()], fn: () => [0.1, 0.9] })
  Interface({ title: '', inputs, outputs: [Label()], fn: async () => new Float32Array(2) })
  Interface({ title: '', inputs, outputs: [Label()], fn: () => ({ cat: 1 }) })
  Interface({ title: '', inputs, outputs: three, fn: (text) => [text, 1, [1]] })
  Interface({
    title: '',
    inputs,
    outputs: three,
    async *fn(text) {
      yield [text, 1, { cat: 1 }]
    },
  })
})

test('a comparison is two pictures', () => {
  const pair = ImageSlider({ label: 'Twice the size' })
  Interface({ title: '', inputs: [Image()], outputs: [pair], fn: (image) => [image, new Blob([])] })
  Interface({
    title: '',
    inputs: [Image()],
    outputs: [pair, Textbox()],
    fn: async (image) => [[image, image], 'text'],
  })
  expect(pair).toEqual({ kind: 'image-slider', label: 'Twice the size' })
})

test('a sound and a file come as they are handed back', () => {
  const made = Interface({
    title: '',
    inputs: [Audio(), FileComponent({ accept: ['.csv'] })],
    outputs: [FileComponent(), Audio()],
    fn: (...inputs) => {
      expectTypeOf(inputs).toEqualTypeOf<[AudioClip, File]>()
      const [clip, file] = inputs
      return [
        file,
        { sampleRate: clip.sampleRate, channels: clip.channels.map((samples) => samples.slice()) },
      ]
    },
  })
  expect(made.inputs).toEqual([{ kind: 'audio' }, { kind: 'file', accept: ['.csv'] }])
})

test('a State has the type of what it begins with, as an input and as an output', () => {
  const history = State<readonly string[]>([])
  const made = Interface({
    title: '',
    inputs: [Textbox(), State(0), history],
    outputs: [Textbox(), State(0), history],
    fn: (...inputs) => {
      expectTypeOf(inputs).toEqualTypeOf<[string, number, readonly string[]]>()
      const [text, count, lines] = inputs
      return [text, count + 1, [...lines, text]]
    },
  })
  expect(made.inputs).toEqual([
    { kind: 'textbox' },
    { kind: 'state', initial: 0 },
    { kind: 'state', initial: [] },
  ])
})

test('arrays in a State and the channels of a sound are written as literals', () => {
  const history = State<{ said: string[]; seen: Map<string, number> }>({ said: [], seen: new Map() })
  const made = Interface({
    title: '',
    inputs: [Textbox(), State<string[]>([]), history],
    outputs: [Audio(), State<string[]>([]), history],
    fn: (text, lines, { said, seen }) => [
      { sampleRate: 8000, channels: [new Float32Array(1)] },
      [...lines, text],
      { said: [...said, text], seen },
    ],
  })
  expect(made.outputs).toHaveLength(3)
})

test('any output can be skipped, or all of them', () => {
  const outputs = [Label(), State({ turns: 0 }), Canvas()] as const
  Interface({ title: '', inputs: [], outputs, fn: () => [skip(), skip(), skip()] })
  Interface({ title: '', inputs: [], outputs, fn: () => skip() })
  Interface({ title: '', inputs: [], outputs: [Label()], fn: async () => skip() })
  Interface({
    title: '',
    inputs: [],
    outputs,
    *fn() {
      yield [[1], skip(), undefined]
      yield [skip(), { turns: 1 }, undefined]
    },
  })
  expect(skip()).toBe(skip())
})

test('nothing is returned for a Canvas', () => {
  const view = Canvas({ width: 320 })
  const made = Interface({ title: '', inputs: [], outputs: [view], fn: async () => {} })
  expect(made.outputs[0]).toBe(view)
  Interface({
    title: '',
    inputs: [],
    outputs: [view],
    async *fn() {
      yield
    },
  })
})

test('examples are rows of what a visitor gives, and it may run by itself', () => {
  const inputs = [Textbox(), State(0), Slider({ min: 0, max: 1 })] as const
  const made = Interface({
    title: '',
    inputs,
    outputs: [Textbox()],
    fn: (text) => text,
    live: true,
    examples: [
      ['cat', 0.5],
      ['dog', 1],
    ],
  })
  expect(made).toMatchObject({
    live: true,
    exampleRows: [
      ['cat', 0.5],
      ['dog', 1],
    ],
  })
  const plain = Interface({ title: '', inputs, outputs: [Textbox()], fn: (text) => text })
  expect('live' in plain || 'exampleRows' in plain).toBe(false)
})

typesOnly(() => [
  // @ts-expect-error one value for two inputs
  Interface({ title: '', inputs: two, outputs: [Label()], fn: () => skip(), examples: [['a']] }),
  // @ts-expect-error a textbox takes no number
  Interface({ title: '', inputs: [Textbox()], outputs: [Textbox()], fn: () => '', examples: [[1]] }),
  // @ts-expect-error nobody gives a State
  Interface({ title: '', inputs: [State(0)], outputs: [State(0)], fn: () => 1, examples: [[0]] }),
  // @ts-expect-error in Blocks only
  Interface({ title: '', inputs: [Button('Go')], outputs: [Textbox()], fn: () => '' }),
  // @ts-expect-error in Blocks only
  Interface({ title: '', inputs: [], outputs: [Timer({ every: 1 })], fn: () => true }),
  // @ts-expect-error one picture is no comparison
  Interface({ title: '', inputs: [Image()], outputs: [ImageSlider()], fn: (image) => image }),
  // @ts-expect-error a comparison gives nothing in
  Interface({ title: '', inputs: [ImageSlider()], outputs: [Textbox()], fn: () => '' }),
  // @ts-expect-error nothing is shown on a canvas by returning it
  Interface({ title: '', inputs: [], outputs: [Canvas()], fn: () => 'a picture' }),
  // @ts-expect-error a canvas gives nothing in
  Interface({ title: '', inputs: [Canvas()], outputs: [Textbox()], fn: (text: string) => text }),
  // @ts-expect-error a State keeps its type
  Interface({ title: '', inputs: [State(0)], outputs: [State(0)], fn: (count) => `${count}` }),
  // @ts-expect-error a sound has a sample rate
  Interface({ title: '', inputs: [], outputs: [Audio()], fn: () => ({ channels: [] }) }),
  // @ts-expect-error a file has a name
  Interface({ title: '', inputs: [], outputs: [FileComponent()], fn: () => new Blob([]) }),
  // @ts-expect-error endings are a list
  FileComponent({ accept: '.csv' }),
  // @ts-expect-error a textbox gives a string
  Interface({ title: '', inputs: [Textbox()], outputs: [Textbox()], fn: (text: number) => `${text}` }),
  // @ts-expect-error one input, two parameters
  Interface({ title: '', inputs: [Textbox()], outputs: [Textbox()], fn: (a: string, b: string) => a + b }),
  // @ts-expect-error a textbox shows a string
  Interface({ title: '', inputs: [], outputs: [Textbox()], fn: () => 1 }),
  // @ts-expect-error a label is no string
  Interface({ title: '', inputs: [], outputs: [Label()], fn: async () => 'cat' }),
  // @ts-expect-error two outputs, one value
  Interface({ title: '', inputs: [], outputs: [Textbox(), Textbox()], fn: () => 'one' }),
  // @ts-expect-error two outputs, three values
  Interface({ title: '', inputs: [], outputs: [Textbox(), Textbox()], fn: () => ['a', 'b', 'c'] }),
  // @ts-expect-error the values are in the wrong order
  Interface({ title: '', inputs: [], outputs: [Textbox(), NumberInput()], fn: () => [1, 'a'] }),
  Interface({
    title: '',
    inputs: [],
    outputs: [Textbox()],
    // @ts-expect-error what is yielded is checked as well
    fn: async function* () {
      yield 1
    },
  }),
  // @ts-expect-error a slider has two ends
  Slider({ min: 0 }),
  // @ts-expect-error there is no such source
  Image({ source: 'camera' }),
])
