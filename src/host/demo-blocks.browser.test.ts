import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { InterfaceSpec } from '../protocol/interface'
import type { ToRunner } from '../protocol/runner'
import { EDITED, LOST, openFakeDemo } from './demo.fixture'
import { type FakeRunner, SPEC, settled } from './host.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const LOAD = 0
const ADD = 1
const DRAW = 2

/** 0 json, 1 a count that two events share, 2 a canvas, 3 another State. */
const BLOCKS: InterfaceSpec = {
  ...SPEC,
  inputs: [],
  layout: 'blocks',
  blocks: {
    components: [
      { kind: 'json' },
      { kind: 'state', initial: 0 },
      { kind: 'canvas', width: 20, height: 10 },
      { kind: 'state', initial: 'other' },
    ],
    layout: [
      { type: 'component', parent: null, component: 0 },
      { type: 'component', parent: null, component: 2 },
    ],
    events: [
      { name: 'load', trigger: { type: 'load' }, inputs: [], outputs: [0] },
      { name: 'add', trigger: { type: 'load' }, inputs: [3, 0, 1], outputs: [0, 1] },
      { name: 'draw', trigger: { type: 'load' }, inputs: [1], outputs: [3, 2, 1] },
    ],
  },
}

const sent = (runner: FakeRunner): Extract<ToRunner, { type: 'call' }> => runner.sent('call')
const say = (runner: FakeRunner, outputs: unknown[], skipped: number[] = []) =>
  runner.say({ type: 'returned', call: sent(runner).call, outputs, skipped })

test('a call says which event it is for; without a word it is the first', async () => {
  const { demo, boot } = openFakeDemo(BLOCKS)
  const first = demo.call([])
  const runner = await boot()
  expect('event' in sent(runner)).toBe(false)
  expect(sent(runner).canvases).toEqual([null])
  say(runner, ['loaded'])
  expect(await first.result).toEqual(['loaded'])
  const second = demo.call(['in'], { event: ADD })
  expect(sent(runner)).toMatchObject({ event: ADD, inputs: ['other', 'in', 0] })
  say(runner, ['added', 5])
  expect(await second.result).toEqual(['added'])
})

test('a State is what the last event left in it, whichever it was', async () => {
  const { demo, boot } = openFakeDemo(BLOCKS)
  demo.call(['a'], { event: ADD })
  const runner = await boot()
  say(runner, ['out', 7])
  demo.call([], { event: DRAW })
  expect(sent(runner).inputs).toEqual([7])
  say(runner, ['new', undefined, 8], [1])
  demo.call(['b'], { event: ADD })
  expect(sent(runner).inputs).toEqual(['new', 'b', 8])
  say(runner, [undefined, undefined], [0, 1])
  demo.call(['c'], { event: ADD })
  expect(sent(runner).inputs).toEqual(['new', 'c', 8])
})

test('canvases are those of the event, by its outputs, and a lost call has new ones', async () => {
  const { demo, boot } = openFakeDemo(BLOCKS)
  const canvas = vi.fn((_: number, width: number, height: number) => new OffscreenCanvas(width, height))
  const call = demo.call([], { event: DRAW, canvas })
  const runner = await boot()
  expect(canvas.mock.calls).toEqual([[1, 20, 10]])
  runner.say({ type: 'threw', call: '1', error: LOST })
  expect(runner.posted.filter(({ type }) => type === 'call')).toMatchObject([
    { event: DRAW },
    { event: DRAW },
  ])
  expect(canvas).toHaveBeenCalledTimes(2)
  say(runner, [undefined, undefined, 1], [0, 1])
  // Of the canvas nothing is given.
  expect(await call.result).toEqual([undefined])
})

test('an event that there is not, and too many inputs, fail their call and no other', async () => {
  const { demo, boot } = openFakeDemo(BLOCKS)
  const calls = [demo.call([], { event: 3 }), demo.call([], { event: ADD }), demo.call([], { event: LOAD })]
  const runner = await boot()
  await expect(calls[0]?.result).rejects.toMatchObject({
    code: 'HandlerFailed',
    figures: { event: 3, events: 3 },
  })
  await expect(calls[1]?.result).rejects.toMatchObject({ figures: { expectedInputs: 1, givenInputs: 0 } })
  expect(runner.count('call')).toBe(1)
  expect(sent(runner)).toMatchObject({ event: LOAD })
  say(runner, ['fits'])
  expect(await calls[2]?.result).toEqual(['fits'])
})

test('an event that an edit has taken away fails the call that waited for it', async () => {
  const { demo, boot, newest } = openFakeDemo(BLOCKS)
  void demo.start()
  await boot()
  void demo.edit(EDITED)
  const call = demo.call(['in'], { event: ADD })
  await settled()
  newest().say({ type: 'loaded', spec: SPEC })
  await expect(call.result).rejects.toMatchObject({ figures: { event: ADD, events: 1 } })
})
