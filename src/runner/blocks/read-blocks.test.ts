import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { endpointOf } from '../../protocol/endpoint'
import {
  Accordion,
  Blocks,
  Button,
  Canvas,
  Column,
  change,
  click,
  GPU,
  load,
  Row,
  State,
  Tabs,
  Textbox,
  Timer,
  tick,
} from '../../sdk/index'
import { blocksDefinitionSchema, readBlocks } from './read-blocks'

const text = () => Textbox({ label: 'Text' })

/** Through a schema, as `loadHandler` does it: that makes copies of what it looks into. */
function read(definition: unknown) {
  return readBlocks(v.parse(blocksDefinitionSchema, definition), [], 'handler.ts')
}

/** As of plain JavaScript, where no type stands in the way. */
const loose = (rest: object) => ({ 'sublet.blocks': true, title: 'x', layout: [], events: [], ...rest })
const looseEvent = (rest: object) => ({
  'sublet.event': true,
  trigger: { type: 'load' },
  inputs: [],
  outputs: [],
  fn: () => '',
  ...rest,
})

test('components are numbered by identity, and parts come before what is in them', () => {
  const [one, two] = [text(), text()]
  const go = Button('Go')
  const { spec } = read(
    Blocks({
      title: 'x',
      layout: [Row([one, Column([go], { scale: 3 })]), Tabs({ A: [two], B: [Accordion('More', [])] })],
      events: [click(go, { inputs: [two], outputs: [one, two], fn: (value) => [value, value] })],
    }),
  )
  expect(spec.blocks).toEqual({
    components: [
      { kind: 'textbox', label: 'Text', lines: 1, value: '' },
      { kind: 'button', label: 'Go', look: 'secondary' },
      { kind: 'textbox', label: 'Text', lines: 1, value: '' },
    ],
    layout: [
      { type: 'row', parent: null },
      { type: 'component', parent: 0, component: 0 },
      { type: 'column', parent: 0, scale: 3 },
      { type: 'component', parent: 2, component: 1 },
      { type: 'tabs', parent: null },
      { type: 'tab', parent: 4, label: 'A' },
      { type: 'component', parent: 5, component: 2 },
      { type: 'tab', parent: 4, label: 'B' },
      { type: 'accordion', parent: 7, label: 'More', open: true },
    ],
    events: [
      {
        name: 'click on Go',
        trigger: { type: 'component', component: 1, event: 'click' },
        inputs: [2],
        outputs: [0, 2],
      },
    ],
  })
})

test('the page sees an Interface of the first event, and each event has what it runs', () => {
  const view = Canvas({ label: 'View' })
  const shown = text()
  const { spec, handlers } = read(
    Blocks({
      title: 'Two',
      description: 'of them',
      layout: [view, shown],
      events: [
        load({ outputs: [shown], fn: () => 'first' }),
        load({ outputs: [shown, view], fn: () => ['second', undefined] }),
      ],
    }),
  )
  expect(spec).toMatchObject({ title: 'Two', description: 'of them', layout: 'blocks', inputs: [], gpu: [] })
  expect(spec.outputs).toEqual(endpointOf(spec).outputs)
  expect(handlers.map(({ fn }) => fn())).toEqual(['first', ['second', undefined]])
  expect(handlers[1]?.outputs.map(({ kind }) => kind)).toEqual(['textbox', 'canvas'])
  // canvasFor() is asked by the object that the author made.
  expect(handlers[1]?.views[1]).toBe(view)
})

test('States and timers need no place; a State that two events name is one', () => {
  const [shown, seen, clock] = [text(), State(new Map([['a', 1]])), Timer({ every: 1 })]
  const { spec } = read(
    Blocks({
      title: 'x',
      layout: [shown],
      events: [
        tick(clock, { inputs: [clock, seen], outputs: [seen], fn: (_, map) => map }),
        change(shown, { inputs: [seen], outputs: [seen, clock], fn: (map) => [map, false] }),
      ],
    }),
  )
  expect(endpointOf(spec, 0).states).toEqual(endpointOf(spec, 1).states)
  expect(spec.blocks?.components).toContainEqual({ kind: 'state', initial: new Map([['a', 1]]) })
})

test('an event is called after its function, else after what makes it happen', () => {
  const shown = text()
  const bare = Textbox()
  const clock = Timer({ every: 1 })
  const outputs = [shown] as const
  const greet = GPU(function greet() {
    return ''
  })
  const { spec } = read(
    Blocks({
      title: 'x',
      layout: [shown, bare],
      events: [
        load({ outputs, fn: greet }).then({ outputs, fn: () => '' }),
        load({ outputs, fn: () => '' }).success({ outputs, fn: () => '' }),
        change(shown, { outputs, fn: () => '' }),
        change(bare, { outputs, fn: () => '' }),
        tick(clock, { outputs, fn: () => '' }),
      ],
    }),
  )
  expect(spec.blocks?.events.map(({ name, trigger }) => [name, trigger.type])).toEqual([
    ['greet', 'load'],
    ['after greet', 'then'],
    ['load', 'load'],
    ['after load', 'then'],
    ['change of Text', 'component'],
    ['change of the Textbox', 'component'],
    ['tick of the Timer', 'component'],
  ])
  expect(spec.blocks?.events[3]?.trigger).toEqual({ type: 'then', event: 2, succeeded: true })
})

describe('what is wrong is told with its place', () => {
  const shown = text()
  const view = Canvas({ label: 'View' })
  const event = load({ outputs: [shown], fn: () => '' })
  const inner: unknown[] = []
  const circle = { type: 'row', items: inner }
  inner.push(circle)

  test.each([
    ['no events', loose({ layout: [shown] }), 'events: there are none'],
    [
      'a component without a place',
      Blocks({ title: 'x', layout: [], events: [event] }),
      'events.0 (load): the Textbox "Text" is not in the layout',
    ],
    [
      'one that looks the same and is another',
      Blocks({ title: 'x', layout: [text()], events: [event] }),
      'the Textbox "Text" is not in the layout',
    ],
    ['two places', Blocks({ title: 'x', layout: [shown, Row([shown])], events: [event] }), 'is in it twice'],
    [
      'a Canvas as an input',
      loose({ layout: [shown, view], events: [looseEvent({ inputs: [view], outputs: [shown] })] }),
      'events.0 (load): inputs.0: the Canvas "View" is drawn on',
    ],
    [
      'a click on what is no button',
      loose({
        layout: [shown],
        events: [
          looseEvent({ trigger: { type: 'component', component: shown, event: 'click' }, outputs: [shown] }),
        ],
      }),
      'click() is for a Button, and the Textbox "Text" is none',
    ],
    [
      'what is no component',
      loose({ layout: [Row([shown]), { kind: 'wheel' }] }),
      'layout[1] is no component',
    ],
    [
      'an option that is wrong',
      loose({ layout: [{ type: 'accordion', label: 'More', items: [{ kind: 'slider', min: 0 }] }] }),
      'layout[0].items[0] is no component',
    ],
    ['a share that is none', loose({ layout: [{ type: 'column', scale: 99, items: [] }] }), 'layout[0]: '],
    ['a part that is unknown', loose({ layout: [{ type: 'grid', items: [] }] }), 'layout[0]: '],
    ['a part within itself', loose({ layout: [circle] }), 'more than 512 parts'],
    ['what is no event', loose({ layout: [shown], events: [event, shown] }), 'events[1] is no event'],
    [
      'no function',
      loose({ layout: [shown], events: [looseEvent({ outputs: [shown], fn: 'go' })] }),
      'events[0] is no event',
    ],
    [
      'no outputs',
      loose({ layout: [shown], events: [looseEvent({ outputs: undefined })] }),
      'an event has a list of outputs',
    ],
    [
      'waiting for what is not there',
      loose({
        layout: [shown],
        events: [looseEvent({ trigger: { type: 'then', before: event, succeeded: true } })],
      }),
      'events[0] waits for an event that is not among these',
    ],
    [
      'more components than there may be',
      Blocks({ title: 'x', layout: Array.from({ length: 300 }, text), events: [event] }),
      'components',
    ],
  ])('%s', (_, definition, words) => {
    const expected = expect.objectContaining({
      code: 'HandlerFailed',
      message: expect.stringMatching(/^The Blocks of handler\.ts are not valid\. /),
    })
    expect(() => read(definition)).toThrow(expected)
    expect(() => read(definition)).toThrow(words)
  })

  test('what a State begins with, when it cannot cross to the page', () => {
    const seen = State({ next: () => 1 })
    const definition = Blocks({
      title: 'x',
      layout: [shown],
      events: [load({ inputs: [seen], outputs: [shown, seen], fn: (state) => ['', state] })],
    })
    const error = { code: 'NotCloneable', message: 'events[0].outputs[1].initial.next is a function.' }
    expect(() => read(definition)).toThrow(expect.objectContaining(error))
  })
})
