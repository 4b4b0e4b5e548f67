import { describe, expect, test } from 'vitest'
import type { BlocksSpec, ComponentSpec, EventSpec } from '../../host/types'
import {
  BY_VISITOR,
  eventsAfter,
  eventsOn,
  eventsOnChanges,
  eventsOnLoad,
  following,
  policyOf,
  quietMs,
} from './plan'
import { rolesOf } from './roles'

type Trigger = EventSpec['trigger']

const event = (trigger: Trigger, inputs: number[] = [], outputs: number[] = [0]): EventSpec => ({
  name: 'any',
  trigger,
  inputs,
  outputs,
})
const on = (component: number, happening: 'click' | 'change' | 'submit' | 'tick'): Trigger => ({
  type: 'component',
  component,
  event: happening,
})
const then = (number: number, succeeded: boolean): Trigger => ({ type: 'then', event: number, succeeded })
const text: ComponentSpec = { kind: 'textbox', lines: 1, value: '' }
const blocks = (components: ComponentSpec[], events: EventSpec[]): BlocksSpec => ({
  components,
  layout: [],
  events,
})

describe('what sets an event off', () => {
  const some = blocks(
    [],
    [
      event(on(1, 'click')),
      event(on(1, 'change')),
      event({ type: 'load' }),
      event(then(0, false)),
      event(then(0, true)),
      event(on(2, 'change')),
      event(on(1, 'change')),
    ],
  )

  test('what happens to its component, and nothing else', () => {
    expect(eventsOn(some, 1, 'click')).toEqual([0])
    expect(eventsOn(some, 1, 'change')).toEqual([1, 6])
    expect(eventsOn(some, 1, 'submit')).toEqual([])
    expect(eventsOnLoad(some)).toEqual([2])
  })

  test('the end of another: any end, or success only', () => {
    expect(eventsAfter(some, 0, true)).toEqual([3, 4])
    expect(eventsAfter(some, 0, false)).toEqual([3])
    expect(eventsAfter(some, 1, true)).toEqual([])
  })

  test('what an event changes sets off the others, each once, and not itself', () => {
    expect(eventsOnChanges(some, [1, 2], 0)).toEqual([1, 6, 5])
    expect(eventsOnChanges(some, [1, 2], 6)).toEqual([1, 5])
    expect(eventsOnChanges(some, [], 0)).toEqual([])
  })

  test('a chain counts its steps, and nobody has asked for its later ones', () => {
    expect(following(following(BY_VISITOR))).toEqual({ steps: 2, asked: false })
  })
})

test('a press is not repeated while its event runs; of changes the latest counts', () => {
  expect(policyOf(event(on(0, 'click')))).toBe('once')
  expect(policyOf(event(on(0, 'submit')))).toBe('once')
  expect(policyOf(event(on(0, 'tick')))).toBe('once')
  expect(policyOf(event({ type: 'load' }))).toBe('once')
  expect(policyOf(event(on(0, 'change')))).toBe('latest')
  expect(policyOf(event(then(0, true)))).toBe('latest')
})

test('typing is followed after some quiet, a tick at once', () => {
  expect(quietMs('textbox')).toBe(250)
  expect(quietMs('slider')).toBe(250)
  expect(quietMs('checkbox')).toBe(0)
  expect(quietMs('dropdown')).toBe(0)
  expect(quietMs('image')).toBe(0)
})

describe('what a component is on the page', () => {
  const components: ComponentSpec[] = [
    text,
    text,
    text,
    { kind: 'label', top: 3 },
    { kind: 'button', label: 'Go', look: 'primary' },
    { kind: 'timer', every: 1, active: true },
    { kind: 'state', initial: 0 },
    text,
  ]

  test('what an event takes is a control, even if another one gives it; what is only given shows', () => {
    const roles = rolesOf(blocks(components, [event(on(4, 'click'), [0, 6], [0, 1, 3, 5, 6])]))
    expect(roles).toEqual(['control', 'shown', 'control', 'shown', 'button', 'hidden', 'hidden', 'control'])
  })

  test('what is submitted is typed; a change can be that of what only shows', () => {
    const events = [event(on(1, 'submit'), [], [1]), event(on(2, 'change'), [], [2])]
    expect(rolesOf(blocks(components, events)).slice(0, 3)).toEqual(['control', 'control', 'shown'])
  })
})
