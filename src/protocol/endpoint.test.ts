import { expect, test } from 'vitest'
import { endpointOf } from './endpoint'
import type { ComponentSpec, InterfaceSpec } from './interface'

const number: ComponentSpec = { kind: 'number', value: 0 }
const json: ComponentSpec = { kind: 'json' }
const state: ComponentSpec = { kind: 'state', initial: 0 }

const FORM: InterfaceSpec = {
  title: 'Form',
  description: '',
  inputs: [state, number, state],
  outputs: [json, state],
  gpu: [],
}
const BLOCKS: InterfaceSpec = {
  ...FORM,
  inputs: [],
  outputs: [json],
  layout: 'blocks',
  blocks: {
    components: [json, state, number, state],
    layout: [
      { type: 'component', parent: null, component: 0 },
      { type: 'component', parent: null, component: 2 },
    ],
    events: [
      { name: 'load', trigger: { type: 'load' }, inputs: [], outputs: [0] },
      { name: 'count', trigger: { type: 'load' }, inputs: [3, 2, 1], outputs: [1, 0] },
    ],
  },
}

test('an Interface is its own, and its States go by their place among the States', () => {
  expect(endpointOf(FORM)).toEqual({ ...FORM, states: { inputs: [0, 1], outputs: [0] } })
  expect(endpointOf(FORM, 0)).toEqual(endpointOf(FORM))
})

test('an event of Blocks has inputs and outputs of its own, and its States go by their number', () => {
  const count = endpointOf(BLOCKS, 1)
  expect(count).toMatchObject({ title: 'Form', inputs: [state, number, state], outputs: [state, json] })
  expect(count.states).toEqual({ inputs: [3, 1], outputs: [1] })
})

test('the first event is meant when none is named', () => {
  expect(endpointOf(BLOCKS)).toEqual(endpointOf(BLOCKS, 0))
  expect(endpointOf(BLOCKS).outputs).toEqual([json])
})

test.each([
  [BLOCKS, 2, 2, 'Its events are 0 to 1.'],
  [BLOCKS, -1, 2, 'Its events are 0 to 1.'],
  [BLOCKS, 0.5, 2, 'Its events are 0 to 1.'],
  [FORM, 1, 1, 'It has one: event 0.'],
])('an event that there is not is told with the numbers', (spec, event, events, wayOut) => {
  expect(() => endpointOf(spec, event)).toThrow(
    expect.objectContaining({
      code: 'HandlerFailed',
      message: `The demo has no event ${event}.`,
      figures: { event, events },
      wayOut,
    }),
  )
})
