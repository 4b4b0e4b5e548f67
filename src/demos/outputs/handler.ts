import {
  Audio,
  Canvas,
  Chatbot,
  canvasFor,
  File as FileOutput,
  Gallery,
  HighlightedText,
  Image,
  ImageSlider,
  Interface,
  JSON as JsonOutput,
  Label,
  Markdown,
  Model3D,
  Number as NumberOutput,
  Plot,
  Slider,
  skip,
  Textbox,
} from 'sublet'
import { curve } from './curve'
import { grey, rings } from './pictures'
import { waveMesh } from './wave-mesh'
import { isWord, kindOf, letterShares, piecesOf } from './words'

const view = Canvas({ label: 'Canvas', width: 480, height: 120 })

const HUES = [0, 60, 120, 180, 240, 300]

function summary(text: string, words: number): string {
  return `## ${words} words

*Markdown* with **emphasis**, \`code\`, [a link](https://commonmark.org/help/) and a table:

| what | how many |
| --- | ---: |
| characters | ${text.length} |
| words | ${words} |
| lines | ${text.split('\n').length} |

- [x] read
- [ ] understood`
}

function drawBars(words: readonly string[]) {
  const context = canvasFor(view).getContext('2d')
  if (!context) throw new Error('The canvas has no context.')
  context.fillStyle = '#0b8f5a'
  for (const [at, word] of words.slice(0, 40).entries()) {
    const height = Math.min(110, word.length * 9)
    context.fillRect(12 * at, 120 - height, 10, height)
  }
}

function tone(words: readonly string[], sampleRate = 16_000) {
  const length = 0.12 * sampleRate
  const samples = new Float32Array(length * Math.max(1, words.length))
  for (const [at, word] of words.entries()) {
    const pitch = 220 * 2 ** ((word.length % 12) / 12)
    for (let index = 0; index < length; index += 1) {
      const fade = Math.sin((Math.PI * index) / length)
      samples[at * length + index] = 0.4 * fade * Math.sin((2 * Math.PI * pitch * index) / sampleRate)
    }
  }
  return { sampleRate, channels: [samples] }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export default Interface({
  title: 'Outputs',
  description: 'One of each. The plot grows while the handler runs.',
  inputs: [
    Textbox({
      label: 'Text',
      lines: 3,
      value: 'In 1843 Ada Lovelace described a calculation for the Analytical Engine of Charles Babbage.',
    }),
    Slider({ label: 'Steps of the plot', min: 10, max: 200, step: 10, value: 60 }),
    Slider({ label: 'Rings', min: 1, max: 8, value: 3 }),
  ],
  outputs: [
    Markdown({ label: 'Markdown' }),
    HighlightedText({ label: 'Highlighted text' }),
    Plot({ label: 'Plot' }),
    Gallery({ label: 'Gallery', columns: 6 }),
    Model3D({ label: '3D model' }),
    Image({ label: 'Image' }),
    ImageSlider({ label: 'Image slider' }),
    Label({ label: 'Label', top: 3 }),
    NumberOutput({ label: 'Number' }),
    Textbox({ label: 'Textbox' }),
    JsonOutput({ label: 'JSON' }),
    Audio({ label: 'Audio' }),
    FileOutput({ label: 'File' }),
    view,
    Chatbot({ label: 'Chatbot' }),
  ],
  async *fn(text, steps, count) {
    const pieces = piecesOf(text)
    const words = pieces.filter(isWord)
    const picture = rings(256, count, 210)
    const { x, training, heldOut } = curve(steps, 0.08)
    const plot = (upTo: number) => ({
      kind: 'line' as const,
      x: x.slice(0, upTo),
      series: [
        { label: 'Training', y: training.slice(0, upTo) },
        { label: 'Held out', y: heldOut.slice(0, upTo) },
      ],
      xLabel: 'Step',
      yLabel: 'Loss',
    })
    drawBars(words)
    yield [
      summary(text, words.length),
      pieces.map((piece) => [piece, kindOf(piece)] as const),
      plot(1),
      HUES.map((hue) => [rings(192, count, hue), `Hue ${hue}`] as const),
      waveMesh(64, count),
      picture,
      [grey(picture), picture] as const,
      letterShares(text),
      words.length,
      words.toReversed().join(' '),
      { words: words.length, lengths: Float32Array.from(words, ({ length }) => length) },
      tone(words),
      new File([`word\r\n${words.join('\r\n')}\r\n`], 'words.csv', { type: 'text/csv' }),
      undefined,
      [
        { role: 'user', content: text },
        { role: 'assistant', content: `The text has ${words.length} words.` },
      ],
    ] as const
    const same = skip()
    const others = [same, same, same, same, same, same, same, same, same, same, same, same] as const
    for (let upTo = 2; upTo <= x.length; upTo += 1) {
      await pause(20)
      yield [same, same, plot(upTo), ...others] as const
    }
  },
})
