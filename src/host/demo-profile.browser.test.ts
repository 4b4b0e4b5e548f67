import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openFakeDemo } from './demo.fixture'
import { settled } from './host.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const PROFILE = {
  startedAt: 0,
  endedAt: 500,
  busyMs: 200,
  peakHeldBytes: 600,
  timing: 'off',
  spans: [],
  left: { spans: 0, ms: 0, passes: 0 },
}

/** A call that takes two leases, one for each function; what the runner tells of both comes behind the second. */
async function twoLeases(): Promise<ReturnType<typeof openFakeDemo>['demo']> {
  const { demo, boot, newest, scheduler, answer } = openFakeDemo()
  const call = demo.call(['in'], { timed: true })
  const runner = await boot()
  for (const [index, fn] of ['embed', 'draw'].entries()) {
    const request = `${index}`
    runner.say({ type: 'lease', request, call: '1', fn, seconds: 5, size: 'large' })
    scheduler.last().grant()
    await settled()
    expect(newest().sent('grant')).toMatchObject({ request, timed: true })
    runner.say({ type: 'attached', request, held: 1 })
    runner.say({ type: 'released', request, outcome: 'completed', held: 1 })
    scheduler.last().settle()
  }
  for (const request of ['0', '1']) {
    runner.say({ type: 'profile', request, profile: { ...PROFILE, busyMs: 100 * Number(request) } })
  }
  answer(['out'])
  await call.result
  return demo
}

test('past runs are known by their function, each once, with what its runner told behind the end', async () => {
  const { pastRuns } = (await twoLeases()).state.getState()
  const told = [...pastRuns].map(([fn, runs]) => [
    fn,
    runs.map((run) => [run.bill?.ranMs, run.profile?.busyMs]),
  ])
  expect(told).toEqual([
    ['embed', [[500, 0]]],
    ['draw', [[500, 100]]],
  ])
})

test('a lease that failed is no past run', async () => {
  const { demo, boot, scheduler } = openFakeDemo()
  demo.call(['in'])
  const runner = await boot()
  runner.say({ type: 'lease', request: '0', call: '1', fn: 'draw', seconds: 5, size: 'large' })
  scheduler.last().grant()
  await settled()
  runner.say({ type: 'attached', request: '0', held: 1 })
  runner.say({ type: 'released', request: '0', outcome: 'failed', held: 1 })
  scheduler.last().settle({ outcome: 'failed' })
  expect(demo.state.getState().pastRuns.size).toBe(0)
})
