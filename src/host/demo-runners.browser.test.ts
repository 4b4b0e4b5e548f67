import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError, toWire } from '../protocol/errors'
import type { InterfaceSpec } from '../protocol/interface'
import { EDITED, LOST, openFakeDemo } from './demo.fixture'
import { type FakeRunner, SPEC, settled } from './host.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const declaring = (...concurrency: number[]): InterfaceSpec => ({
  ...SPEC,
  gpu: concurrency.map((most) => ({ name: 'draw', seconds: 5, size: 'large', concurrency: most })),
})

const inputsOf = (runner: FakeRunner | undefined) =>
  runner?.posted.flatMap((message) => (message.type === 'call' ? [message.inputs[0]] : []))

function finish(runner: FakeRunner | undefined): void {
  runner?.say({ type: 'returned', call: runner.sent('call').call, outputs: ['out'], skipped: [] })
}

/** Takes the demo's runner through a lease, which leaves it warm. */
async function lease(fake: ReturnType<typeof openFakeDemo>, runner: FakeRunner, held: number) {
  const { call } = runner.sent('call')
  runner.say({ type: 'lease', request: call, call, fn: 'draw', seconds: 5, size: 'large' })
  fake.scheduler.last().grant()
  await settled()
  runner.say({ type: 'attached', request: call, held })
  runner.say({ type: 'released', request: call, outcome: 'completed', held })
}

/** Two calls at once, so that two runners are up. They are finished in order. */
async function twoRunners(spec = declaring(2)) {
  const fake = openFakeDemo(spec)
  const calls = [fake.demo.call(['a']), fake.demo.call(['b'])] as const
  const first = await fake.boot()
  const second = await fake.boot()
  return { ...fake, fake, calls, first, second }
}

test('a demo that opens boots one runner, whatever it declares; the next one when a call waits', async () => {
  const { demo, boot, runners } = openFakeDemo(declaring(1, 2))
  void demo.start()
  await boot()
  await settled()
  demo.call(['a'])
  await settled()
  expect(runners).toHaveLength(1)
  const b = demo.call(['b'])
  expect(b.state.getState()).toMatchObject({ phase: 'waiting', ahead: 0 })
  await boot()
  expect(runners.map(inputsOf)).toEqual([['a'], ['b']])
})

test('no more than declared run at a time; the third call waits for the first that ends', async () => {
  const { demo, runners, first, second } = await twoRunners()
  const calls = [demo.call(['c']), demo.call(['d'])]
  await settled()
  expect(runners).toHaveLength(2)
  expect(calls.map((call) => call.state.getState().ahead)).toEqual([1, 2])
  finish(second)
  await settled()
  expect([inputsOf(first), inputsOf(second)]).toEqual([['a'], ['b', 'c']])
  expect(calls[1]?.state.getState().ahead).toBe(1)
})

test('a burst boots as many runners as there are calls, and never more than four', async () => {
  const { demo, boot, runners } = openFakeDemo(declaring(100))
  for (let call = 0; call < 9; call++) demo.call([call])
  await boot()
  await settled()
  expect(runners).toHaveLength(4)
})

test('a runner that boots already is not booted twice for the same call', async () => {
  const { demo, boot, runners } = openFakeDemo(declaring(4))
  demo.call(['a'])
  await boot()
  demo.call(['b'])
  demo.call(['c'])
  await settled()
  expect(runners).toHaveLength(3)
})

test('a further runner gives the page no new form to draw', async () => {
  const { demo, boot, newest } = openFakeDemo(declaring(2))
  demo.call(['a'])
  await boot()
  const { spec } = demo.state.getState()
  demo.call(['b'])
  await settled()
  newest().say({ type: 'loaded', spec: declaring(2) })
  await settled()
  expect(inputsOf(newest())).toEqual(['b'])
  expect(demo.state.getState().spec).toBe(spec)
})

test('a call goes to the warmest free runner', async () => {
  const { demo, fake, first, second } = await twoRunners()
  await lease(fake, first, 20)
  await lease(fake, second, 10)
  finish(first)
  finish(second)
  demo.call(['holds more'])
  finish(first)
  demo.demote(first.id, 'cool')
  first.say({ type: 'residency', level: 'cool', held: 1 })
  demo.call(['still warm'])
  expect([inputsOf(first), inputsOf(second)]).toEqual([
    ['a', 'holds more'],
    ['b', 'still warm'],
  ])
})

test('of two that are as warm, it goes to the one that was used last', async () => {
  const { demo, first, second } = await twoRunners()
  finish(second)
  finish(first)
  demo.call(['c'])
  expect([inputsOf(first), inputsOf(second)]).toEqual([['a', 'c'], ['b']])
})

test('the page sees the runner that is furthest up', async () => {
  const { demo, fake, first, second } = await twoRunners()
  const residency = () => demo.state.getState().residency
  expect(residency()).toEqual({ level: 'idle', held: 0 })
  await lease(fake, second, 10)
  expect(residency()).toEqual({ level: 'warm', held: 10 })
  second.crash()
  await settled()
  expect(residency()).toEqual({ level: 'idle', held: 0 })
  await lease(fake, first, 5)
  expect(residency()).toEqual({ level: 'warm', held: 5 })
})

test('one that crashes is not fatal: its call goes to another, and no runner boots for nothing', async () => {
  const { demo, calls, phase, runners, first, second } = await twoRunners()
  finish(first)
  second.crash()
  await settled()
  expect(phase()).toBe('ready')
  expect(runners).toHaveLength(2)
  expect(inputsOf(first)).toEqual(['a', 'b'])
  finish(first)
  expect(await calls[1].result).toEqual(['out'])
  expect(demo.state.getState().spec).toEqual(declaring(2))
})

test('any of them may crash, also the first; the last one is restored', async () => {
  const { phase, runners, first, second } = await twoRunners()
  finish(first)
  finish(second)
  first.crash()
  await settled()
  expect([phase(), runners.length]).toEqual(['ready', 2])
  second.crash()
  await settled()
  expect([phase(), runners.length]).toEqual(['starting', 3])
})

test('one more runner that cannot be had leaves its call waiting for those there are', async () => {
  const { demo, boot, newest, phase } = openFakeDemo(declaring(2))
  demo.call(['a'])
  const first = await boot()
  demo.call(['b'])
  await settled()
  newest().say({ type: 'loadFailed', error: toWire(new SubletError('HandlerFailed', 'no luck')) })
  await settled()
  expect(phase()).toBe('ready')
  expect(demo.state.getState().log.at(-1)?.text).toContain('no luck')
  finish(first)
  expect(inputsOf(first)).toEqual(['a', 'b'])
})

test('a lost call is run once more in whichever runner is free, once only', async () => {
  const { calls, first, second } = await twoRunners()
  finish(first)
  second.say({ type: 'threw', call: '1', error: LOST })
  await settled()
  // Its own is free as well, and was used last.
  expect([inputsOf(first), inputsOf(second)]).toEqual([['a'], ['b', 'b']])
  second.say({ type: 'threw', call: '2', error: LOST })
  await expect(calls[1].result).rejects.toMatchObject({ code: 'DeviceLost' })
})

test('Stop reaches the runner of its call only', async () => {
  const { calls, first, second } = await twoRunners()
  calls[1].cancel()
  expect([first.count('cancel'), second.count('cancel')]).toEqual([0, 1])
  await vi.advanceTimersByTimeAsync(250)
  await expect(calls[1].result).rejects.toMatchObject({ code: 'Cancelled' })
  expect([first.killed, second.killed]).toEqual([false, true])
})

test('a demotion reaches the runner that it names; one that goes idle beside another is ended', async () => {
  const { demo, fake, first, second, runners } = await twoRunners()
  await lease(fake, first, 10)
  finish(first)
  demo.demote(first.id, 'cool')
  demo.demote(second.id, 'idle')
  expect([first.count('demote'), second.count('demote')]).toEqual([1, 1])
  // The second has a call; the first has none.
  demo.demote(first.id, 'idle')
  await settled()
  expect([first.killed, second.killed]).toEqual([true, false])
  expect(fake.scheduler.residencies.at(-1)).toBe(`${first.id} gone 0`)
  finish(second)
  demo.demote(second.id, 'idle')
  expect(second.killed).toBe(false)
  expect(runners).toHaveLength(2)
})

test('an edit ends all of them, and the new handler says how many there may be', async () => {
  const { demo, calls, runners, first, second, newest } = await twoRunners()
  void demo.edit(EDITED)
  for (const call of calls) await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
  await vi.advanceTimersByTimeAsync(250)
  expect([first.killed, second.killed]).toEqual([true, true])
  demo.call(['c'])
  demo.call(['d'])
  await settled()
  newest().say({ type: 'loaded', spec: SPEC })
  await settled()
  expect(runners).toHaveLength(3)
  expect(inputsOf(newest())).toEqual(['c'])
})

test('close ends all of them, one that boots included', async () => {
  const { demo, boot, runners, phase } = openFakeDemo(declaring(2))
  const calls = [demo.call(['a']), demo.call(['b'])]
  await boot()
  await settled()
  demo.close()
  for (const call of calls) await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
  await vi.advanceTimersByTimeAsync(250)
  expect(runners.map(({ killed }) => killed)).toEqual([true, true])
  await settled()
  expect(phase()).toBe('closed')
})
