import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { awakeTimeout } from './awake-timeout'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('it expires once, after its time', () => {
  const expired = vi.fn()
  awakeTimeout(800, expired)
  vi.advanceTimersByTime(799)
  expect(expired).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(expired).toHaveBeenCalledTimes(1)
})

test('once it is ended it does not expire', () => {
  const expired = vi.fn()
  const end = awakeTimeout(800, expired)
  vi.advanceTimersByTime(500)
  end()
  end()
  vi.advanceTimersByTime(10_000)
  expect(expired).not.toHaveBeenCalled()
})

test('an answer that waited while the page was busy is heard before it expires', async () => {
  vi.useRealTimers()
  const heard = Promise.withResolvers<string>()
  const { port1, port2 } = new MessageChannel()
  const end = awakeTimeout(80, () => heard.resolve('expired'))
  port1.addEventListener('message', () => heard.resolve('answered'))
  port1.start()
  port2.postMessage('')
  const busyUntil = performance.now() + 200
  while (performance.now() < busyUntil) {}
  expect(await heard.promise).toBe('answered')
  end()
  port1.close()
})
