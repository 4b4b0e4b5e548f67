import { expect, expectTypeOf, test } from 'vitest'
import {
  Accordion,
  Blocks,
  Button,
  Canvas,
  Chatbot,
  type ChatMessage,
  Column,
  change,
  click,
  Image,
  Interface,
  Label,
  load,
  Markdown,
  Number as NumberInput,
  Row,
  State,
  skip,
  submit,
  Tabs,
  Textbox,
  Timer,
  tick,
} from './index'

const typesOnly = (_wrong: () => unknown): void => undefined

const name = Textbox({ label: 'Name' })
const count = NumberInput()
const seen = State<readonly string[]>([])
const go = Button('Go', { look: 'primary' })
const clock = Timer({ every: 2, active: false })
const view = Canvas()
const chat = Chatbot()

test('components, and what holds them, are plain data', () => {
  expect(go).toEqual({ kind: 'button', label: 'Go', look: 'primary' })
  expect(clock).toEqual({ kind: 'timer', every: 2, active: false })
  expect(Row([Column([name], { scale: 2 }), go])).toEqual({
    type: 'row',
    items: [{ type: 'column', scale: 2, items: [name] }, go],
  })
  expect(Tabs({ One: [name], Two: [Accordion('More', [count], { open: false })] })).toEqual({
    type: 'tabs',
    tabs: [
      { label: 'One', items: [name] },
      { label: 'Two', items: [{ type: 'accordion', label: 'More', open: false, items: [count] }] },
    ],
  })
})

test('a function gets the values of its inputs and gives those of its outputs', () => {
  const event = click(go, {
    inputs: [name, count, seen, go, clock],
    outputs: [name, seen, clock],
    fn: (...inputs) => {
      expectTypeOf(inputs).toEqualTypeOf<[string, number, readonly string[], null, number]>()
      const [text, , lines] = inputs
      return [text, [...lines, text], true]
    },
  })
  expect(event).toMatchObject({
    trigger: { type: 'component', component: go, event: 'click' },
    inputs: [name, count, seen, go, clock],
    outputs: [name, seen, clock],
  })
  expect(event.inputs[0]).toBe(event.outputs[0])
})

test('one output is given bare, at once, later or streamed; what has no inputs gets none', () => {
  change(count, { inputs: [count], outputs: [name], fn: (value) => `${value}` })
  submit(name, { inputs: [name], outputs: [count], fn: async (text) => text.length })
  tick(clock, { outputs: [view], fn: async () => {} })
  load({ outputs: [name], fn: (...inputs: []) => `${inputs.length}` })
  load({ outputs: [name, seen], fn: () => [skip(), ['a']] })
  load({
    outputs: [name, count],
    async *fn() {
      yield ['one', 1]
      yield skip()
    },
  })
})

test('a conversation is taken as far as it has come, and given on', () => {
  const event = submit(name, {
    inputs: [name, chat],
    outputs: [name, chat],
    async *fn(...inputs) {
      expectTypeOf(inputs).toEqualTypeOf<[string, ChatMessage[]]>()
      const [content, before] = inputs
      const asked = [...before, { role: 'user', content }] as const
      yield ['', asked]
      yield [skip(), [...asked, { role: 'assistant', content: 'so it is' }]]
    },
  })
  expect(event).toMatchObject({ inputs: [name, chat], outputs: [name, chat] })
})

test('a chain is typed link by link', () => {
  load({ outputs: [name], fn: () => '' })
    .then({ inputs: [name], outputs: [count], fn: (text) => text.length })
    .success({
      inputs: [count, seen],
      outputs: [seen],
      fn: (...inputs) => {
        expectTypeOf(inputs).toEqualTypeOf<[number, readonly string[]]>()
        return [`${inputs[0]}`]
      },
    })
})

test('Blocks have all of a chain, in order and once, whichever of its links they are given', () => {
  const chain = () => {
    const first = click(go, { outputs: [name], fn: () => 'first' })
    const second = first.then({ outputs: [name], fn: () => 'second' })
    const third = second.success({ outputs: [name], fn: () => 'third' })
    const beside = first.then({ outputs: [name], fn: () => 'beside' })
    return { first, second, third, beside, all: [first, second, third, beside] }
  }
  const made = chain()
  for (const events of [[made.first], [made.third], [made.beside, made.second], made.all]) {
    expect(Blocks({ title: 'x', layout: [name, go], events }).events).toEqual(made.all)
  }
  expect(made.third.trigger).toEqual({ type: 'then', before: made.second, succeeded: true })
  expect(made.beside.trigger).toEqual({ type: 'then', before: made.first, succeeded: false })
  const other = load({ outputs: [name], fn: () => '' })
  expect(Blocks({ title: 'x', layout: [], events: [other, made.third] }).events).toEqual([other, ...made.all])
})

test('an event that somebody waits for fails that, and adds nothing to its chain', async () => {
  const event = load({ outputs: [name], fn: () => '' })
  await expect(Promise.resolve(event)).rejects.toThrow('An event is no promise')
  expect(event.after).toEqual([])
})

typesOnly(() => [
  // @ts-expect-error a text is no button
  click(name, { outputs: [name], fn: () => '' }),
  // @ts-expect-error nor has a button a value that changes
  change(go, { outputs: [name], fn: () => '' }),
  // @ts-expect-error a State is not on the page
  change(seen, { outputs: [name], fn: () => '' }),
  // @ts-expect-error Enter is for text
  submit(count, { outputs: [name], fn: () => '' }),
  // @ts-expect-error only a timer ticks
  tick(go, { outputs: [name], fn: () => '' }),
  // @ts-expect-error a picture is no text
  click(go, { inputs: [Image()], outputs: [name], fn: (text: string) => text }),
  // @ts-expect-error a text is shown by a text
  click(go, { outputs: [name], fn: () => 1 }),
  // @ts-expect-error two outputs, one value
  click(go, { outputs: [name, count], fn: () => ['one'] }),
  // @ts-expect-error a State keeps its type
  click(go, { outputs: [seen], fn: () => [1] }),
  // @ts-expect-error a timer runs or it does not
  click(go, { outputs: [clock], fn: () => 3 }),
  // @ts-expect-error a button takes nothing
  click(go, { outputs: [go], fn: () => 'Stop' }),
  // @ts-expect-error what only shows gives nothing in
  click(go, { inputs: [Label()], outputs: [name], fn: () => '' }),
  // @ts-expect-error the page of a form has no conversation to take
  Interface({ title: '', inputs: [Chatbot()], outputs: [name], fn: () => '' }),
  // @ts-expect-error a conversation is made of messages
  submit(name, { inputs: [chat], outputs: [chat], fn: (before) => [...before, 'hello'] }),
  // @ts-expect-error no inputs, one parameter
  load({ outputs: [name], fn: (text: string) => text }),
  // @ts-expect-error the next link is checked as well
  load({ outputs: [name], fn: () => '' }).then({ inputs: [name], outputs: [count], fn: (text) => text }),
  // @ts-expect-error a State has no place on the page
  Row([seen]),
  // @ts-expect-error nor has a timer
  Blocks({ title: '', layout: [clock], events: [] }),
  // @ts-expect-error a component is no event
  Blocks({ title: '', layout: [Markdown()], events: [go] }),
  // @ts-expect-error a button says what it does
  Button(),
  // @ts-expect-error there is no such look
  Button('Go', { look: 'big' }),
  // @ts-expect-error a timer has its time
  Timer({}),
])
