import {
  Accordion,
  Blocks,
  Button,
  Canvas,
  Chatbot,
  Column,
  canvasFor,
  change,
  click,
  load,
  Number,
  Row,
  Slider,
  State,
  skip,
  submit,
  Tabs,
  Textbox,
  Timer,
  tick,
} from 'sublet'

const name = Textbox({ label: 'Name', value: 'Ada' })
const greet = Button('Greet', { look: 'primary' })
const fail = Button('Fail')
const run = Button('Run the clock')
const halt = Button('Halt the clock')
const size = Slider({ label: 'Size', min: 1, max: 9, step: 1, value: 3 })
const answer = Textbox({ label: 'Answer' })
const status = Textbox({ label: 'Status' })
const area = Number({ label: 'Area' })
const ticks = Number({ label: 'Ticks' })
const view = Canvas({ label: 'View', width: 90, height: 90 })
const clock = Timer({ every: 0.2, active: false })
const greeted = State<readonly string[]>([])
const message = Textbox({ label: 'Message' })
const talk = Chatbot({ label: 'Talk' })
const undo = Button('Undo')

async function* say(to: string, before: readonly string[]) {
  yield ['…', before] as const
  yield [`Hello, ${to}. Before you: ${before.join(', ') || 'nobody'}.`, [...before, to]] as const
}

function draw(side: number) {
  const pen = canvasFor(view).getContext('2d')
  pen?.fillRect(0, 0, side * 10, side * 10)
  return [side * side, undefined] as const
}

const inputs = [name, greeted] as const

export default Blocks({
  title: 'blocks',
  description: 'Everything that Blocks have.',
  layout: [
    Row([
      Column([name, Row([greet, fail])], { scale: 2 }),
      Column([answer, Accordion('What came of it', [status], { open: false })]),
    ]),
    Tabs({
      Picture: [size, Row([view, area])],
      Clock: [Row([run, halt]), ticks],
      Talk: [talk, message, undo],
    }),
  ],
  events: [
    load({ inputs: [size], outputs: [area, view], fn: draw }),
    click(greet, { inputs, outputs: [answer, greeted], fn: say }).success({
      inputs: [greeted],
      outputs: [status],
      fn: (all) => `${all.length} greeted`,
    }),
    submit(name, { inputs, outputs: [answer, greeted], fn: say }),
    change(size, { inputs: [size], outputs: [area, view], fn: draw }),
    click(fail, {
      outputs: [answer],
      fn: (): string => {
        throw new RangeError('as it was told to')
      },
    })
      .then({ outputs: [status], fn: () => 'failed, and went on' })
      .success({ inputs: [name], outputs: [name], fn: (text) => `${text}!` }),
    click(run, { outputs: [clock], fn: () => true }),
    click(halt, { outputs: [clock], fn: () => false }),
    submit(message, {
      inputs: [message, talk],
      outputs: [message, talk],
      async *fn(content, before) {
        const asked = [...before, { role: 'user', content }] as const
        yield ['', asked]
        yield [skip(), [...asked, { role: 'assistant', content: `${content}, after ${before.length}` }]]
      },
    }),
    click(undo, { inputs: [talk], outputs: [talk], fn: (all) => all.slice(0, -2) }),
    tick(clock, { inputs: [clock], outputs: [ticks], fn: (count) => count }),
  ],
})
