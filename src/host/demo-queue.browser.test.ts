import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError, toWire } from '../protocol/errors'
import { openFakeDemo } from './demo.fixture'
import { settled } from './host.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('calls go one at a time in the order in which they came, and know how many go first', async () => {
  const { demo, boot, newest, answer } = openFakeDemo()
  const calls = ['a', 'b', 'c'].map((input) => demo.call([input]))
  const ahead = () => calls.map((call) => call.state.getState().ahead)
  expect(ahead()).toEqual([0, 1, 2])
  await boot()
  expect(newest().count('call')).toBe(1)
  for (const [done, input] of ['a', 'b', 'c'].entries()) {
    expect(newest().sent('call').inputs).toEqual([input])
    answer([`${input}!`])
    expect(await calls[done]?.result).toEqual([`${input}!`])
    await settled()
    expect(ahead()).toEqual([0, 0, done === 0 ? 1 : 0])
  }
})

test('a call that is stopped while it waits lets those behind it move up', async () => {
  const { demo, boot, newest, answer } = openFakeDemo()
  const [first, second, third] = [demo.call([1]), demo.call([2]), demo.call([3])]
  await boot()
  second.cancel()
  await expect(second.result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(third.state.getState().ahead).toBe(1)
  answer([])
  await first.result
  await settled()
  expect(newest().sent('call').inputs).toEqual([3])
  expect(newest().count('call')).toBe(2)
})

test('a call that is stopped while the demo starts never reaches the handler', async () => {
  const { demo, boot, newest } = openFakeDemo()
  const stopped = demo.call([1])
  await settled()
  stopped.cancel()
  await expect(stopped.result).rejects.toMatchObject({ code: 'Cancelled' })
  await boot()
  expect(newest().count('call')).toBe(0)
  demo.call([2])
  await settled()
  expect(newest().sent('call').inputs).toEqual([2])
})

test('a call that is stopped settles once, even if its start fails later', async () => {
  const { demo, newest } = openFakeDemo()
  const stopped = demo.call(['in'])
  await settled()
  stopped.cancel()
  newest().say({ type: 'loadFailed', error: toWire(new SubletError('HandlerFailed', 'broken')) })
  await settled()
  expect(stopped.state.getState().error?.code).toBe('Cancelled')
})

test('a call that is stopped while it runs is stopped in the runner, and the next one follows', async () => {
  const { demo, boot, newest, answer } = openFakeDemo()
  const [stopped, next] = [demo.call([1]), demo.call([2])]
  const runner = await boot()
  stopped.cancel()
  expect(runner.count('cancel')).toBe(1)
  runner.say({ type: 'threw', call: '1', error: toWire(new SubletError('Cancelled', '')) })
  await expect(stopped.result).rejects.toMatchObject({ code: 'Cancelled' })
  await settled()
  answer(['b'])
  expect(await next.result).toEqual(['b'])
  expect(newest()).toBe(runner)
})

test('the call that waits with a request is found by it, until the request ends', async () => {
  const { demo, boot, scheduler, answer } = openFakeDemo()
  const [first, second] = [demo.call([1]), demo.call([2])]
  const runner = await boot()
  expect(demo.callOf('r1')).toBeUndefined()
  runner.say({
    type: 'lease',
    call: runner.sent('call').call,
    request: '1',
    fn: 'classify',
    seconds: 5,
    size: 'large',
  })
  expect(demo.callOf('r1')).toBe(first)
  expect(demo.callOf('r2')).toBeUndefined()
  scheduler.last().refuse(new SubletError('QueueFull', 'full'))
  expect(demo.callOf('r1')).toBeUndefined()
  answer([])
  await first.result
  expect(demo.callOf('r1')).toBeUndefined()
  second.cancel()
})
