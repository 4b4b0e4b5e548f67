import { describe, expect, test } from 'vitest'
import { type Endpoint, endpointOf } from '../protocol/endpoint'
import type { ComponentSpec, InterfaceSpec } from '../protocol/interface'
import { createStates, type States } from './states'

const text: ComponentSpec = { kind: 'textbox', label: 'Text', lines: 1, value: '' }
const number: ComponentSpec = { kind: 'number', value: 0 }
const state = (initial: unknown): ComponentSpec => ({ kind: 'state', initial })
const FORM: InterfaceSpec = { title: '', description: '', inputs: [], outputs: [text], gpu: [] }
const spec = (inputs: ComponentSpec[], outputs: ComponentSpec[]): Endpoint =>
  endpointOf({ ...FORM, inputs, outputs })

test('the declared value comes first; then the n-th State that was given is the n-th that is taken', () => {
  const states = createStates()
  const declared = spec([state('a'), text, state('b')], [text, state(null), state(null)])
  expect(states.inputs(declared, ['in'])).toEqual(['a', 'in', 'b'])
  expect(states.outputs(declared, { outputs: ['out', 1, undefined], skipped: [] }, undefined)).toEqual([
    'out',
  ])
  expect(states.inputs(declared, ['in'])).toEqual([1, 'in', undefined])
})

test('a skipped output keeps what this call has shown, a skipped State what it held', () => {
  const states = createStates()
  const declared = spec([state(0)], [text, state(0), number])
  const first = states.outputs(declared, { outputs: [undefined, 5, 1], skipped: [0] }, undefined)
  expect(first).toEqual([undefined, 1])
  const second = states.outputs(declared, { outputs: ['one', 6, 2], skipped: [1] }, first)
  expect(second).toEqual(['one', 2])
  const third = states.outputs(declared, { outputs: [undefined, 7, 3], skipped: [0, 2, 99] }, second)
  expect(third).toEqual(['one', 2])
  expect(states.inputs(declared, [])).toEqual([7])
})

test('a copy holds the same, and then goes its own way, as does what it was copied from', () => {
  const declared = spec([state(0)], [state(0)])
  const give = (states: States, value: unknown) =>
    states.outputs(declared, { outputs: [value], skipped: [] }, undefined)
  const states = createStates()
  give(states, 1)
  const copy = states.copy()
  give(states, 2)
  expect(copy.inputs(declared, [])).toEqual([1])
  give(copy, 3)
  expect(states.inputs(declared, [])).toEqual([2])
})

describe('another handler', () => {
  const give = (states: States, declared: InterfaceSpec, values: unknown[]) =>
    states.outputs(endpointOf(declared), { outputs: values, skipped: [] }, undefined)
  const form = (...initial: unknown[]): InterfaceSpec => ({
    ...FORM,
    inputs: [text, ...initial.map(state)],
    outputs: initial.map(state),
  })
  const taken = (states: States, declared: InterfaceSpec) =>
    states.inputs(endpointOf(declared), ['']).slice(1)

  test('begins with what was held, where its State is declared with such a value', () => {
    const states = createStates()
    const before = form(0, { sum: 0 })
    give(states, before, [5, { sum: 9 }])
    const fits = form(1, { sum: 1 })
    expect(taken(states.carried(before, fits), fits)).toEqual([5, { sum: 9 }])
    const other = form('none', { sum: 0, count: 0 }, 'third')
    expect(taken(states.carried(before, other), other)).toEqual(['none', { sum: 0, count: 0 }, 'third'])
  })

  test('begins with its own value where nothing was given, though it was declared otherwise', () => {
    const before = form(0)
    expect(taken(createStates().carried(before, form(1)), form(1))).toEqual([1])
  })

  test('of Blocks counts its States alone', () => {
    const blocks = (components: ComponentSpec[], at: number): InterfaceSpec => ({
      ...FORM,
      layout: 'blocks',
      blocks: {
        components,
        layout: [],
        events: [{ name: 'event', trigger: { type: 'load' }, inputs: [at], outputs: [at] }],
      },
    })
    const before = blocks([state(0), text], 0)
    const states = createStates()
    give(states, before, [3])
    const after = blocks([text, text, state(0)], 2)
    expect(states.carried(before, after).inputs(endpointOf(after), [])).toEqual([3])
  })
})

test('a runner that gives too few outputs, or too many, makes no others', () => {
  const declared = spec([], [text, number])
  const states = createStates()
  expect(states.outputs(declared, { outputs: ['x'], skipped: [] }, undefined)).toEqual(['x', undefined])
  expect(states.outputs(declared, { outputs: ['x', 1, 2], skipped: [] }, undefined)).toEqual(['x', 1])
})

test.each([
  [[text, number], ['a'], 'The demo takes 2 inputs; it was given 1.', 'Give, in this order: Text, number.'],
  [[state(0), text], ['a', 'b'], 'The demo takes 1 input; it was given 2.', 'Give, in this order: Text.'],
  [[state(0)], ['a'], 'The demo takes 0 inputs; it was given 1.', 'Give an empty array.'],
])('a wrong count is told with its numbers and the way out', (inputs, given, message, wayOut) => {
  const error = expect.objectContaining({ code: 'HandlerFailed', message, wayOut })
  expect(() => createStates().inputs(spec(inputs, []), given)).toThrow(error)
})

test('in Blocks a State is one, whichever event takes or gives it, and in whatever place', () => {
  const blocks: InterfaceSpec = {
    ...FORM,
    layout: 'blocks',
    blocks: {
      components: [state('a'), text, state('b')],
      layout: [{ type: 'component', parent: null, component: 1 }],
      events: [
        { name: 'both', trigger: { type: 'load' }, inputs: [0, 2], outputs: [1, 2, 0] },
        { name: 'second', trigger: { type: 'load' }, inputs: [1, 2], outputs: [2] },
      ],
    },
  }
  const [both, second] = [endpointOf(blocks, 0), endpointOf(blocks, 1)]
  const states = createStates()
  expect(states.outputs(second, { outputs: ['B'], skipped: [] }, undefined)).toEqual([])
  expect(states.inputs(both, [])).toEqual(['a', 'B'])
  expect(states.outputs(both, { outputs: ['shown', 'C', 'A'], skipped: [] }, undefined)).toEqual(['shown'])
  expect(states.inputs(both, [])).toEqual(['A', 'C'])
  expect(states.inputs(second, ['in'])).toEqual(['in', 'C'])
})
