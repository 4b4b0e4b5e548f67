import { expect, test, vi } from 'vitest'
import { openFakeDemo } from './demo.fixture'
import { settled } from './host.fixture'
import { watchCall } from './watch-call'

test('a caller hears of a call that waits, and of each phase that follows', async () => {
  vi.useFakeTimers()
  const { demo, boot, answer } = openFakeDemo()
  const calls = [demo.call(['a']), demo.call(['b'])]
  const heard: string[] = []
  for (const call of calls) watchCall(call, ({ phase, ahead }) => heard.push(`${call.id} ${phase} ${ahead}`))
  expect(heard).toEqual(['demo-1 waiting 0', 'demo-2 waiting 1'])
  await boot()
  answer(['out'])
  answer(['out'])
  await settled()
  expect(heard.slice(2)).toEqual(['demo-1 working 0', 'demo-1 done 0', 'demo-2 working 0', 'demo-2 done 0'])
  vi.useRealTimers()
})

test('a caller that throws is told so, and its call goes on', async () => {
  vi.useFakeTimers()
  const { demo, boot, answer } = openFakeDemo()
  const report = vi.spyOn(globalThis, 'reportError').mockReturnValue()
  const call = demo.call(['a'])
  watchCall(call, () => {
    throw new RangeError('mine')
  })
  await boot()
  answer(['out'])
  expect(await call.result).toEqual(['out'])
  // Waiting, working, done.
  expect(report).toHaveBeenCalledTimes(3)
  report.mockRestore()
  vi.useRealTimers()
})
