import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toWire } from '../protocol/errors'
import { LOST, openFakeDemo } from './demo.fixture'
import { settled } from './host.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('after a kill the demo is restored, and the next call works', async () => {
  const { demo, boot, runners, answer } = openFakeDemo()
  const [stuck, next] = [demo.call([1]), demo.call([2])]
  await boot()
  stuck.cancel()
  await vi.advanceTimersByTimeAsync(250)
  await expect(stuck.result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(runners).toHaveLength(2)
  await boot()
  answer(['b'])
  expect(await next.result).toEqual(['b'])
})

test('a call whose runner crashed is run again, once', async () => {
  const { demo, boot, runners, newest } = openFakeDemo()
  const call = demo.call(['in'])
  const first = await boot()
  first.crash()
  await boot()
  expect(runners).toHaveLength(2)
  expect(newest().sent('call').inputs).toEqual(['in'])
  expect(call.state.getState()).toMatchObject({ phase: 'working', error: undefined })
  newest().crash()
  await expect(call.result).rejects.toMatchObject({ code: 'RunnerCrashed' })
  const last = await boot()
  expect(last.count('call')).toBe(0)
})

test('the second attempt of a call can succeed', async () => {
  const { demo, boot, newest, answer } = openFakeDemo()
  const call = demo.call(['in'])
  await boot()
  newest().say({ type: 'threw', call: '1', error: LOST })
  await settled()
  expect(newest().sent('call').call).toBe('2')
  answer(['late'])
  expect(await call.result).toEqual(['late'])
})

test('a call that has shown something is not run again', async () => {
  const { demo, boot, newest, runners } = openFakeDemo()
  const call = demo.call(['in'])
  await boot()
  newest().say({ type: 'yield', call: '1', outputs: ['half'], skipped: [] })
  newest().crash()
  await expect(call.result).rejects.toMatchObject({ code: 'RunnerCrashed' })
  expect(call.state.getState().outputs).toEqual(['half'])
  await boot()
  expect(runners.map((runner) => runner.count('call'))).toEqual([1, 0])
})

test('a call that failed by itself is not run again', async () => {
  const { demo, boot, newest } = openFakeDemo()
  const call = demo.call(['in'])
  await boot()
  newest().say({ type: 'threw', call: '1', error: toWire(new Error('mine')) })
  await expect(call.result).rejects.toMatchObject({ code: 'HandlerFailed', message: 'mine' })
  expect(newest().count('call')).toBe(1)
})

test('a call that was stopped is not run again', async () => {
  const { demo, boot, newest } = openFakeDemo()
  const call = demo.call(['in'])
  await boot()
  call.cancel()
  newest().say({ type: 'threw', call: '1', error: LOST })
  await expect(call.result).rejects.toMatchObject({ code: 'DeviceLost' })
  await settled()
  expect(newest().count('call')).toBe(1)
})

test('Stop between two attempts ends the call', async () => {
  const { demo, boot, newest } = openFakeDemo()
  const call = demo.call(['in'])
  await boot()
  newest().crash()
  await settled()
  call.cancel()
  await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
  await boot()
  expect(newest().count('call')).toBe(0)
})

test('a handler that crashes by itself again and again is not restored for ever', async () => {
  const { demo, boot, runners, newest, phase } = openFakeDemo()
  void demo.start()
  for (let crash = 0; crash < 4; crash++) {
    await boot()
    newest().crash()
    await settled()
  }
  expect(phase()).toBe('failed')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(runners).toHaveLength(4)
  // A call is a new chance.
  const call = demo.call(['in'])
  await boot()
  newest().say({ type: 'returned', call: '1', outputs: ['up'], skipped: [] })
  expect(await call.result).toEqual(['up'])
})

test('a call whose attach stalled is run again, once: nothing was billed', async () => {
  const { demo, boot, newest, scheduler } = openFakeDemo()
  const call = demo.call(['in'])
  const runner = await boot()
  for (const attempt of ['1', '2']) {
    runner.say({ type: 'lease', request: attempt, call: attempt, fn: 'draw', seconds: 5, size: 'large' })
    scheduler.last().grant()
    await settled()
    scheduler.last().abort('stalled')
    const { error } = runner.sent('abort')
    runner.say({ type: 'released', request: attempt, outcome: 'failed', held: 0 })
    runner.say({ type: 'threw', call: attempt, error })
    await settled()
    scheduler.last().settle({ outcome: 'lost', chargedMs: 0 })
  }
  await expect(call.result).rejects.toMatchObject({ code: 'TaskAborted' })
  expect(newest().count('call')).toBe(2)
})

test('a call that used up its seconds is not run again', async () => {
  const { demo, boot, scheduler } = openFakeDemo()
  const call = demo.call(['in'])
  const runner = await boot()
  runner.say({ type: 'lease', request: '1', call: '1', fn: 'draw', seconds: 5, size: 'large' })
  scheduler.last().grant()
  await settled()
  runner.say({ type: 'attached', request: '1', held: 0 })
  scheduler.last().abort('overrun')
  runner.say({ type: 'threw', call: '1', error: runner.sent('abort').error })
  await expect(call.result).rejects.toMatchObject({ code: 'TaskAborted' })
  expect(runner.count('call')).toBe(1)
})

test('a runner that is about to end takes no call, and no second try, with it', async () => {
  const { demo, boot, newest } = openFakeDemo()
  void demo.start()
  const stuck = await boot()
  const killed = stuck.holdKill()
  demo.demote(stuck.id, 'gone')
  const call = demo.call(['in'])
  killed()
  const second = await boot()
  second.crash()
  const third = await boot()
  expect([stuck, second, third].map((runner) => runner.count('call'))).toEqual([0, 1, 1])
  newest().say({ type: 'returned', call: '1', outputs: ['up'], skipped: [] })
  expect(await call.result).toEqual(['up'])
})

test('calls that have to be ended, however many in a row, do not fail the demo', async () => {
  const { demo, boot, phase } = openFakeDemo()
  for (let run = 0; run < 6; run++) {
    const call = demo.call(['in'])
    await boot()
    call.cancel()
    await vi.advanceTimersByTimeAsync(250)
    await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
    expect(phase()).toBe('starting')
  }
})

test('a call that is lost as the demo closes is not kept for a second try', async () => {
  const { demo, boot, newest } = openFakeDemo()
  const call = demo.call(['in'])
  await boot()
  const killed = newest().holdKill()
  newest().crash()
  demo.close()
  killed()
  await expect(call.result).rejects.toMatchObject({ code: 'RunnerCrashed' })
})
