import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError, toWire } from '../protocol/errors'
import type { ComponentSpec, InterfaceSpec } from '../protocol/interface'
import { EDITED, LOST, openFakeDemo } from './demo.fixture'
import { type FakeRunner, SPEC, settled } from './host.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const STATE: ComponentSpec = { kind: 'state', initial: 0 }
const counting: InterfaceSpec = {
  ...SPEC,
  inputs: [{ kind: 'json' }, STATE],
  outputs: [{ kind: 'json' }, STATE],
}
const drawing: InterfaceSpec = {
  ...SPEC,
  inputs: [],
  outputs: [{ kind: 'json' }, { kind: 'canvas', width: 20, height: 10 }],
}

const say = (runner: FakeRunner, type: 'yield' | 'returned', outputs: unknown[], skipped: number[] = []) =>
  runner.say({ type, call: runner.sent('call').call, outputs, skipped })

const inputsOf = (runner: FakeRunner) => runner.sent('call').inputs

test('State goes from yield to yield and from call to call, unseen', async () => {
  const { demo, boot } = openFakeDemo(counting)
  const first = demo.call(['a'])
  const runner = await boot()
  expect(inputsOf(runner)).toEqual(['a', 0])
  say(runner, 'yield', ['one', 1])
  await vi.advanceTimersByTimeAsync(16)
  expect(first.state.getState().outputs).toEqual(['one'])
  say(runner, 'returned', [undefined, 2], [0])
  expect(await first.result).toEqual(['one'])
  demo.call(['b'])
  expect(inputsOf(runner)).toEqual(['b', 2])
})

test('State is kept when a call fails, its runner is ended or its handler is edited; a reset begins anew', async () => {
  const { demo, boot } = openFakeDemo(counting)
  const call = demo.call(['a'])
  const first = await boot()
  say(first, 'yield', ['one', 7])
  first.crash()
  await expect(call.result).rejects.toMatchObject({ code: 'RunnerCrashed' })
  demo.call(['b'])
  expect(inputsOf(await boot())).toEqual(['b', 7])
  void demo.edit(EDITED)
  demo.call(['c'])
  expect(inputsOf(await boot())).toEqual(['c', 7])
  void demo.reset()
  demo.call(['d'])
  expect(inputsOf(await boot())).toEqual(['d', 0])
})

test('States can be put back, as often as one likes, and forgotten', async () => {
  const { demo, boot } = openFakeDemo(counting)
  const answer = async (runner: FakeRunner, given: unknown) => {
    const call = demo.call(['a'])
    const [, state] = inputsOf(runner)
    say(runner, 'returned', ['out', given])
    await call.result
    return state
  }
  void demo.start()
  const runner = await boot()
  await answer(runner, 1)
  const back = demo.saveStates()
  expect(await answer(runner, 2)).toBe(1)
  back()
  expect(await answer(runner, 3)).toBe(1)
  back()
  expect(await answer(runner, 4)).toBe(1)
  demo.forgetStates()
  expect(await answer(runner, 5)).toBe(0)
})

test('what runs when States are put back leaves nothing in them', async () => {
  const { demo, boot } = openFakeDemo(counting)
  const back = demo.saveStates()
  for (const act of [back, demo.forgetStates]) {
    const call = demo.call(['a'])
    const runner = await boot()
    say(runner, 'yield', ['one', 7])
    act()
    say(runner, 'yield', ['two', 8])
    say(runner, 'returned', ['three', 9])
    // Its caller is told of it all the same.
    expect(await call.result).toEqual(['three'])
    const next = demo.call(['b'])
    expect(inputsOf(runner)).toEqual(['b', 0])
    say(runner, 'returned', ['out', 1])
    await next.result
    demo.forgetStates()
  }
})

test('State goes on in an edited handler, past one that does not start, if it is declared with such a value', async () => {
  const { demo, newest, boot, answer } = openFakeDemo(counting)
  const call = demo.call(['a'])
  await boot()
  answer(['one', 7])
  await call.result
  const ended = demo.edit(EDITED).catch(() => undefined)
  await settled()
  newest().say({ type: 'loadFailed', error: toWire(new SubletError('HandlerFailed', 'broken')) })
  await ended
  void demo.edit(EDITED)
  const goesOn = demo.call(['b'])
  await settled()
  newest().say({
    type: 'loaded',
    spec: { ...counting, inputs: [{ kind: 'json' }, { ...STATE, initial: 5 }] },
  })
  await settled()
  expect(inputsOf(newest())).toEqual(['b', 7])
  answer(['two', 8])
  await goesOn.result
  void demo.edit(EDITED)
  demo.call(['c'])
  await settled()
  newest().say({
    type: 'loaded',
    spec: { ...counting, inputs: [{ kind: 'json' }, { ...STATE, initial: [] }] },
  })
  await settled()
  expect(inputsOf(newest())).toEqual(['c', []])
})

test('what was saved before an edit can be put back after it; what was forgotten is not carried on', async () => {
  const { demo, boot, answer } = openFakeDemo(counting)
  const call = demo.call(['a'])
  await boot()
  answer(['one', 7])
  await call.result
  const back = demo.saveStates()
  demo.forgetStates()
  void demo.edit(EDITED)
  const anew = demo.call(['b'])
  expect(inputsOf(await boot())).toEqual(['b', 0])
  answer(['two', 1])
  await anew.result
  back()
  demo.call(['c'])
  expect(inputsOf(await boot())).toEqual(['c', 7])
})

test('too few inputs, and one that cannot be cloned, fail their call and no other', async () => {
  const { demo, boot } = openFakeDemo(counting)
  const refused = [demo.call([]), demo.call(['a', 'b']), demo.call([{ onDone: () => 1 }])]
  const fits = demo.call(['a'])
  await expect(refused[2]?.result).rejects.toMatchObject({
    code: 'NotCloneable',
    message: 'inputs[0].onDone is a function.',
  })
  const runner = await boot()
  for (const [call, givenInputs] of [
    [refused[0], 0],
    [refused[1], 2],
  ] as const) {
    await expect(call?.result).rejects.toMatchObject({ figures: { expectedInputs: 1, givenInputs } })
  }
  say(runner, 'returned', ['out', 1])
  expect(await fits.result).toEqual(['out'])
  expect(runner.count('call')).toBe(1)
})

test('an input that is used up while its call waits fails that call', async () => {
  const { demo, boot } = openFakeDemo()
  const bytes = new Uint8Array(4)
  const call = demo.call([bytes])
  structuredClone(bytes, { transfer: [bytes.buffer] })
  await boot()
  await expect(call.result).rejects.toMatchObject({ code: 'NotCloneable' })
})

test('each try draws on a canvas of its own, in the size that is declared', async () => {
  const { demo, boot } = openFakeDemo(drawing)
  const canvas = vi.fn((_: number, width: number, height: number) => new OffscreenCanvas(width, height))
  demo.call([], { canvas })
  const runner = await boot()
  expect(canvas.mock.calls).toEqual([[1, 20, 10]])
  const [none, drawn] = runner.sent('call').canvases
  expect(none).toBeNull()
  expect(drawn).toBeInstanceOf(OffscreenCanvas)
  runner.say({ type: 'threw', call: '1', error: LOST })
  expect(runner.count('call')).toBe(2)
  expect(canvas).toHaveBeenCalledTimes(2)
  // It went over: what the caller still has of it is empty.
  expect(canvas.mock.results.map(({ value }) => value.width)).toEqual([0, 0])
})

test('whoever gives no canvas gets one that nobody sees; one that cannot be had fails the call', async () => {
  const { demo, boot } = openFakeDemo(drawing)
  const call = demo.call([])
  const runner = await boot()
  expect(runner.sent('call').canvases[1]).toMatchObject({ width: 20, height: 10 })
  say(runner, 'returned', ['out', undefined])
  await call.result
  const none = demo.call([], {
    canvas() {
      throw new RangeError('no more canvases')
    },
  })
  await expect(none.result).rejects.toThrow('no more canvases')
})

test('a line of the log has its time and its run, and only the run that is under way', async () => {
  vi.setSystemTime(1000)
  const { demo, boot } = openFakeDemo()
  const call = demo.call(['in'])
  const runner = await boot()
  const log = (text: string, of?: string) =>
    runner.say({ type: 'log', level: 'info', text, ...(of !== undefined && { call: of }) })
  log('module')
  log('mine', '1')
  log('forged', '2')
  vi.setSystemTime(2000)
  say(runner, 'returned', ['out'])
  log('late', '1')
  await vi.advanceTimersByTimeAsync(16)
  expect(demo.state.getState().log.map(({ text, at, call }) => [text, at, call])).toEqual([
    ['module', 1000, undefined],
    ['mine', 1000, call.id],
    ['forged', 1000, undefined],
    ['late', 2000, undefined],
  ])
})

test('a flood of lines, yields and progress is an update each frame, and all of it is there at the end', async () => {
  const { demo, boot } = openFakeDemo()
  const call = demo.call(['in'])
  const runner = await boot()
  const [onLog, onCall] = [vi.fn(), vi.fn()]
  demo.state.subscribe(onLog)
  call.state.subscribe(onCall)
  for (let i = 0; i < 1000; i++) {
    runner.say({ type: 'log', level: 'info', text: String(i) })
    runner.say({ type: 'progress', call: '1', fraction: i / 1000, text: '' })
    say(runner, 'yield', [i])
    if (i % 500 === 499) await vi.advanceTimersByTimeAsync(16)
  }
  expect(onLog.mock.calls.length).toBeLessThanOrEqual(4)
  expect(onCall.mock.calls.length).toBeLessThanOrEqual(4)
  runner.say({ type: 'log', level: 'info', text: 'last' })
  call.state.subscribe(({ phase }) => {
    if (phase === 'done') expect(demo.state.getState().log.at(-1)?.text).toBe('last')
  })
  say(runner, 'returned', ['end'])
  expect(call.state.getState()).toMatchObject({ phase: 'done', outputs: ['end'] })
  const { log } = demo.state.getState()
  expect([log.length, log[0]?.text, log.at(-1)?.text]).toEqual([200, '801', 'last'])
})

test('what was yielded just before a failure is kept, and said to be a part', async () => {
  const { demo, boot } = openFakeDemo()
  const calls = [demo.call(['a']), demo.call(['b'])]
  const runner = await boot()
  const fail = () => {
    const { call } = runner.sent('call')
    runner.say({ type: 'threw', call, error: toWire(new SubletError('HandlerFailed', 'no')) })
  }
  say(runner, 'yield', [1])
  say(runner, 'yield', [2])
  fail()
  fail()
  await settled()
  expect(calls.map(({ state }) => state.getState())).toMatchObject([
    { phase: 'failed', partial: true, outputs: [2] },
    { phase: 'failed', partial: false, outputs: undefined },
  ])
})

test('a lease that runs as the demo closes is billed as cancelled, before the close is through', async () => {
  const { demo, boot, scheduler } = openFakeDemo()
  const call = demo.call(['in'])
  const runner = await boot()
  runner.say({ type: 'lease', request: '1', call: '1', fn: 'draw', seconds: 5, size: 'large' })
  scheduler.last().grant()
  await settled()
  runner.say({ type: 'attached', request: '1', held: 1 })
  const closed = demo.close()
  await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
  scheduler.last().abort('cancelled')
  await vi.advanceTimersByTimeAsync(250)
  await closed
  expect(scheduler.last().reports).toEqual(['started 1', 'cancel', 'aborted'])
  scheduler.last().settle({ outcome: 'cancelled', chargedMs: 40 })
  expect(call.state.getState().leases[0]?.bill).toMatchObject({ outcome: 'cancelled', chargedMs: 40 })
})
