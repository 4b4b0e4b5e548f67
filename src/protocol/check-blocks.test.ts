import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { interfaceSchema } from './interface'

const LABELLED = { kind: 'textbox', label: 'Prompt' }
/** 0 text, 1 button, 2 timer, 3 state, 4 canvas, 5 markdown, 6 conversation. */
const COMPONENTS = [
  LABELLED,
  { kind: 'button', label: 'Draw' },
  { kind: 'timer', every: 1 },
  { kind: 'state', initial: 0 },
  { kind: 'canvas', label: 'View' },
  { kind: 'markdown' },
  { kind: 'chatbot' },
]
const at = (component: number, parent: number | null = null) => ({ type: 'component', parent, component })
const LAYOUT = [at(0), at(1), at(4), at(5), at(6)]
const on = (component: number, event: string) => ({ type: 'component', component, event })
const event = (rest: object = {}) => ({
  name: 'draw',
  trigger: { type: 'load' },
  inputs: [],
  outputs: [0],
  ...rest,
})

function wrongIn(blocks: object, rest: object = {}): string | undefined {
  const parsed = v.safeParse(interfaceSchema, {
    title: '',
    inputs: [],
    outputs: [LABELLED],
    gpu: [],
    layout: 'blocks',
    blocks: { components: COMPONENTS, layout: LAYOUT, events: [event()], ...blocks },
    ...rest,
  })
  return parsed.success ? undefined : v.summarize(parsed.issues)
}

test('what fits is let through, and stays the same when it is parsed again', () => {
  const layout = [
    { type: 'tabs', parent: null },
    { type: 'tab', parent: 0, label: 'One' },
    { type: 'row', parent: 1 },
    { type: 'column', parent: 2, scale: 2 },
    at(0, 3),
    { type: 'accordion', parent: null, label: 'More' },
    at(1, 5),
    at(4),
    at(5),
    at(6),
  ]
  const events = [
    event({ trigger: on(1, 'click'), inputs: [0, 1, 2, 3], outputs: [0, 2, 3, 4, 5] }),
    event({ trigger: { type: 'then', event: 0, succeeded: true } }),
    event({ trigger: on(0, 'submit') }),
    event({ trigger: on(0, 'change') }),
    event({ trigger: on(5, 'change') }),
    event({ trigger: on(6, 'change'), inputs: [0, 6], outputs: [0, 6] }),
    event({ trigger: on(2, 'tick') }),
  ]
  expect(wrongIn({ layout, events })).toBeUndefined()
})

describe('a layout is refused', () => {
  test.each([
    ['a component that there is not', [at(7)], 'layout.0: there is no component 7'],
    [
      'a parent that comes later',
      [at(0, 1), { type: 'row', parent: null }],
      'layout.0: its parent 1 does not',
    ],
    ['a part that is its own parent', [{ type: 'row', parent: 0 }], 'its parent 0 does not come before it'],
    ['a child of a component', [at(0), at(1, 0)], 'layout.1: its parent 0 takes no children'],
    [
      'a row in Tabs',
      [
        { type: 'tabs', parent: null },
        { type: 'row', parent: 0 },
      ],
      'Tabs take nothing but',
    ],
    [
      'a tab in a row',
      [
        { type: 'row', parent: null },
        { type: 'tab', parent: 0, label: '' },
      ],
      'a tab is in Tabs',
    ],
    ['one component twice', [...LAYOUT, at(0)], 'layout: the Textbox "Prompt" is in it twice'],
    ['a State', [...LAYOUT, at(3)], 'the State is not shown'],
    ['a timer', [...LAYOUT, at(2)], 'the Timer is not shown'],
    ['a number below zero', [at(-1)], 'layout.0.component'],
    ['a number that is no whole one', [at(0.5)], 'layout.0.component'],
    ['no number', [{ type: 'component', parent: null, component: '__proto__' }], 'layout.0.component'],
    ['more parts than there may be', new Array(513).fill(at(0)), 'layout'],
  ])('for %s', (_, layout, words) => {
    expect(wrongIn({ layout })).toContain(words)
  })
})

describe('an event is refused', () => {
  test.each([
    ['a component that there is not', { inputs: [7] }, 'events.0 (draw): there is no component 7'],
    ['an output that there is not', { outputs: [255] }, 'there is no component 255'],
    ['a trigger that there is not', { trigger: on(7, 'click') }, 'there is no component 7'],
    ['waiting for itself', { trigger: { type: 'then', event: 0, succeeded: false } }, 'not before it'],
    ['waiting for a later one', { trigger: { type: 'then', event: 9, succeeded: false } }, 'not before it'],
    ['a click on a text field', { trigger: on(0, 'click') }, 'the Textbox "Prompt" is none'],
    ['Enter in a button', { trigger: on(1, 'submit') }, 'submit() is for a Textbox, and the Button "Draw"'],
    ['a tick of a button', { trigger: on(1, 'tick') }, 'tick() is for a Timer'],
    ['a change of a button', { trigger: on(1, 'change') }, 'the Button "Draw" has no value'],
    ['a change of a State', { trigger: on(3, 'change') }, 'the State has no value on the page'],
    ['a Canvas as an input', { inputs: [0, 4] }, 'inputs.1: the Canvas "View" is drawn on'],
    ['what only shows as an input', { inputs: [5] }, 'inputs.0: the Markdown only shows'],
    ['a button as an output', { outputs: [1] }, 'outputs.0: the Button "Draw" has no value'],
    ['one output twice', { outputs: [0, 5, 0] }, 'outputs: the Textbox "Prompt" is among them twice'],
    ['a State that no event takes', { outputs: [0, 3] }, 'outputs.1: no event has this State'],
    ['no outputs', { outputs: [] }, 'events.0.outputs'],
    ['a name of a million letters', { name: 'x'.repeat(1e6) }, 'events.0.name'],
  ])('for %s', (_, rest, words) => {
    expect(wrongIn({ events: [event(rest)] })).toContain(words)
  })

  test('for what has no place on the page, be it taken, given or waited for', () => {
    const words = 'the Textbox "Prompt" is not in the layout'
    const layout = LAYOUT.slice(1)
    expect(wrongIn({ layout })).toContain(words)
    expect(wrongIn({ layout, events: [event({ inputs: [0], outputs: [5] })] })).toContain(words)
    expect(wrongIn({ layout, events: [event({ trigger: on(0, 'change'), outputs: [5] })] })).toContain(words)
  })
})

test('Blocks without events or components, with holes, and a layout of another kind are refused', () => {
  expect(wrongIn({ events: [] })).toContain('events')
  expect(wrongIn({ components: [] })).toContain('components')
  expect(wrongIn({ components: new Array(200) })).toContain('components')
  expect(wrongIn({}, { layout: 'chat' })).toContain('layout')
})

test('a Button and a Timer are in Blocks only', () => {
  const form = (inputs: object[]) =>
    v.safeParse(interfaceSchema, { title: '', inputs, outputs: [LABELLED], gpu: [] }).success
  expect(form([LABELLED])).toBe(true)
  expect(form([{ kind: 'button', label: 'Draw' }])).toBe(false)
  expect(form([{ kind: 'timer', every: 1 }])).toBe(false)
})
