import { pipeline } from '@huggingface/transformers'
import { Blocks, Button, Column, change, click, GPU, Label, Markdown, Row, State, Textbox } from 'sublet'

const classifier = await pipeline('text-classification', 'Xenova/toxic-bert', { device: 'wasm' })
const judge = GPU({ duration: 10 }, async (text: string) => classifier(text, { top_k: 3 }))

const comment = Textbox({ label: 'Comment', lines: 4 })
const length = Markdown()
const scores = Label({ label: 'Judgement' })
const check = Button('Check', { look: 'primary' })
const count = State(0)
const counted = Markdown()

export default Blocks({
  title: 'A moderator',
  layout: [Row([Column([comment, length, check], { scale: 2 }), Column([scores, counted])])],
  events: [
    change(comment, {
      inputs: [comment],
      outputs: [length],
      fn: (text) => `${text.length} characters`,
    }),
    click(check, {
      inputs: [comment],
      outputs: [scores],
      fn: async (text) => Object.fromEntries((await judge(text)).map(({ label, score }) => [label, score])),
    }).success({
      inputs: [count],
      outputs: [count, counted],
      fn: (before) => [before + 1, `Checked ${before + 1} times`],
    }),
  ],
})
