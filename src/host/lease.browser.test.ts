import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError } from '../protocol/errors'
import type { FromRunner } from '../protocol/runner'
import { createFakeRunner, createFakeScheduler, settled } from './host.fixture'
import { type LeaseBridgeOptions, openLease } from './lease'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp(overrides: Partial<LeaseBridgeOptions> = {}) {
  const runner = createFakeRunner('a')
  const scheduler = createFakeScheduler()
  const kill = vi.fn()
  const onReleased = vi.fn()
  const bridge = openLease(
    { type: 'lease', request: '1', call: '1', fn: 'draw', seconds: 5, size: 'large' },
    {
      runner,
      scheduler,
      demo: 'demo',
      onChange: () => undefined,
      onReleased,
      prepared: async () => undefined,
      kill,
      ...overrides,
    },
  )
  const request = scheduler.last()
  return { runner, request, kill, onReleased, bridge }
}

async function attaching(overrides?: Partial<LeaseBridgeOptions>) {
  const all = setUp(overrides)
  all.request.grant()
  await settled()
  return all
}

async function running() {
  const all = await attaching()
  all.bridge.message({ type: 'attached', request: '1', held: 600 })
  return all
}

const released = (outcome: 'completed' | 'failed' | 'lost', held = 600, request = '1'): FromRunner => ({
  type: 'released',
  request,
  outcome,
  held,
})

test('a lease goes from the queue over the attach to its bill', async () => {
  const { bridge, request, runner, onReleased } = setUp()
  request.queued(2)
  expect(bridge.view).toMatchObject({ stage: 'queued', position: 2 })
  request.grant(5, 1000)
  await settled()
  expect(runner.sent('grant')).toMatchObject({ request: '1', seconds: 5, sliceBytes: 1000 })
  bridge.message({ type: 'attaching', request: '1', loaded: 40, total: 80 })
  expect(bridge.view).toMatchObject({ stage: 'attaching', loaded: 40, total: 80 })
  bridge.message({ type: 'attached', request: '1', held: 600 })
  expect(bridge.view.stage).toBe('running')
  bridge.message(released('completed'))
  expect(request.reports).toEqual(['attaching 40/80', 'started 600', 'settle completed'])
  expect(onReleased).toHaveBeenCalledExactlyOnceWith(600)
  expect(bridge.over).toBe(true)
  request.settle({ chargedMs: 1200, creditMs: 800 })
  expect(bridge.view).toMatchObject({ stage: 'settled', bill: { chargedMs: 1200, creditMs: 800 } })
})

const PROFILE = {
  startedAt: 20,
  endedAt: 40,
  busyMs: 10,
  peakHeldBytes: 500,
  timing: 'off',
  spans: [{ kind: 'run', name: 'm', at: 25, ms: 10 }],
  left: { spans: 0, ms: 0, passes: 0 },
}
const profile = (profile: unknown = PROFILE, request = '1'): FromRunner => ({
  type: 'profile',
  request,
  profile,
})

test.each(['before', 'after'])('what the runner tells of its lease comes %s the bill, once', async (when) => {
  const { bridge, request } = await running()
  bridge.message(profile())
  bridge.message(released('completed'))
  if (when === 'after') request.settle({ ranMs: 30 })
  expect(bridge.view.profile).toBeUndefined()
  bridge.message(profile(PROFILE, '2'))
  bridge.message(profile())
  bridge.message(profile({ ...PROFILE, busyMs: 20 }))
  if (when === 'before') request.settle({ ranMs: 30 })
  expect(bridge.view).toMatchObject({
    stage: 'settled',
    profile: { busyMs: 10, spans: [{ kind: 'run', at: (bridge.view.startedAt ?? 0) + 5, ms: 10 }] },
  })
})

test('a runner that tells nonsense of its lease changes nothing', async () => {
  const { bridge, request } = await running()
  bridge.message(released('completed'))
  bridge.message(profile({ ...PROFILE, spans: 'many' }))
  request.settle({ ranMs: 30 })
  expect(bridge.view).toMatchObject({ stage: 'settled', bill: { ranMs: 30 }, profile: undefined })
})

test('its runner is told to time its passes where that is asked for', async () => {
  expect((await attaching({ timed: true })).runner.sent('grant').timed).toBe(true)
  expect((await attaching()).runner.sent('grant')).not.toHaveProperty('timed')
})

test('reports of another request change nothing', async () => {
  const { bridge, request } = await attaching()
  bridge.message({ type: 'attaching', request: '2', loaded: 40, total: 80 })
  bridge.message({ type: 'attached', request: '2', held: 1 })
  bridge.message(released('completed', 1, '2'))
  expect(request.reports).toEqual([])
  expect(bridge.view).toMatchObject({ stage: 'attaching', loaded: 0 })
})

test('reports before the grant change nothing, and do not throw', () => {
  const { bridge, request } = setUp()
  bridge.message({ type: 'attaching', request: '1', loaded: 40, total: 80 })
  bridge.message({ type: 'attached', request: '1', held: 1 })
  bridge.message(released('completed'))
  expect(request.reports).toEqual([])
  expect(bridge.view.stage).toBe('queued')
  expect(bridge.over).toBe(false)
})

test('a second start, progress in mid-run and a second release change nothing', async () => {
  const { bridge, request, onReleased } = await running()
  bridge.message({ type: 'attached', request: '1', held: 1 })
  bridge.message({ type: 'attaching', request: '1', loaded: 1, total: 2 })
  bridge.message(released('failed'))
  bridge.message(released('completed'))
  expect(request.reports).toEqual(['started 600', 'settle failed'])
  expect(onReleased).toHaveBeenCalledTimes(1)
})

test('progress that goes backwards, or past its total, is not passed on', async () => {
  const { bridge, request } = await attaching()
  bridge.message({ type: 'attaching', request: '1', loaded: 40, total: 80 })
  bridge.message({ type: 'attaching', request: '1', loaded: 10, total: 80 })
  bridge.message({ type: 'attaching', request: '1', loaded: 90, total: 80 })
  expect(request.reports).toEqual(['attaching 40/80'])
  expect(bridge.view).toMatchObject({ loaded: 40, total: 80 })
})

test('what a runner claims to hold counts at most as its slice', async () => {
  const { bridge, request, onReleased } = await attaching()
  bridge.message({ type: 'attached', request: '1', held: 1e15 })
  bridge.message(released('completed', 1e15))
  expect(request.reports[0]).toBe('started 1000')
  expect(onReleased).toHaveBeenCalledExactlyOnceWith(1000)
})

test('what has not started cannot have completed', async () => {
  const { bridge, request } = await attaching()
  bridge.message(released('completed'))
  expect(request.reports).toEqual(['settle failed'])
})

test('a runner that ends its task in the time of grace lives', async () => {
  const { bridge, request, runner, kill } = await running()
  request.abort('overrun')
  expect(runner.sent('abort').error).toMatchObject({
    code: 'TaskAborted',
    figures: { requestedSeconds: 5 },
  })
  await vi.advanceTimersByTimeAsync(249)
  bridge.message(released('failed'))
  expect(request.reports.at(-1)).toBe('aborted')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(kill).not.toHaveBeenCalled()
})

test('a runner that does not is ended after 250 ms, and only then is the slot given back', async () => {
  const { bridge, request, kill } = await running()
  request.abort('overrun')
  await vi.advanceTimersByTimeAsync(249)
  expect(kill).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(kill).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'TaskAborted' }))
  expect(request.reports).toEqual(['started 600'])
  bridge.runnerEnded()
  bridge.runnerEnded()
  expect(request.reports).toEqual(['started 600', 'aborted'])
})

test('an abort that crosses the release ends nothing', async () => {
  const { bridge, request, runner, kill } = await running()
  bridge.message(released('completed'))
  request.abort('overrun')
  await vi.advanceTimersByTimeAsync(1000)
  expect(runner.count('abort')).toBe(0)
  expect(kill).not.toHaveBeenCalled()
})

test('a runner that dies is lost once', async () => {
  const { bridge, request } = await running()
  bridge.runnerEnded()
  bridge.runnerEnded()
  bridge.message(released('completed'))
  expect(request.reports).toEqual(['started 600', 'settle lost'])
})

test('one that dies while it waits is taken out of the queue', () => {
  const { bridge, request } = setUp()
  bridge.runnerEnded()
  expect(request.reports).toEqual(['cancel'])
})

test('without ONNX Runtime the runner is refused, unbilled', async () => {
  const { request, runner } = await attaching({ prepared: () => Promise.reject(new Error('404')) })
  expect(request.reports).toEqual(['settle lost'])
  expect(runner.sent('refused').error).toMatchObject({ code: 'GpuUnavailable', message: '404' })
  expect(runner.count('grant')).toBe(0)
})

test('an abort before the runner knows of its grant takes the grant back', async () => {
  const ready = Promise.withResolvers<void>()
  const { request, runner, kill } = await attaching({ prepared: () => ready.promise })
  request.abort('cancelled')
  expect(request.reports).toEqual(['aborted'])
  expect(runner.sent('refused').error.code).toBe('Cancelled')
  ready.resolve()
  await vi.advanceTimersByTimeAsync(1000)
  expect(runner.count('grant')).toBe(0)
  expect(kill).not.toHaveBeenCalled()
})

test('an attach that trickles is given up in the end', async () => {
  const { bridge, request, runner, kill } = await attaching()
  for (let loaded = 1; loaded < 120; loaded++) {
    bridge.message({ type: 'attaching', request: '1', loaded, total: 1000 })
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(runner.count('abort')).toBe(0)
  await vi.advanceTimersByTimeAsync(1000)
  expect(runner.sent('abort').error.code).toBe('TaskAborted')
  expect(bridge.lost).toBe(true)
  await vi.advanceTimersByTimeAsync(250)
  expect(kill).toHaveBeenCalledTimes(1)
  bridge.runnerEnded()
  expect(request.reports.at(-1)).toBe('settle lost')
})

test('a run has no limit but its lease', async () => {
  const { kill, runner } = await running()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(runner.count('abort')).toBe(0)
  expect(kill).not.toHaveBeenCalled()
})

test('a refusal reaches the runner with its numbers', () => {
  const { bridge, request, runner } = setUp()
  request.refuse(new SubletError('QuotaExceeded', '60 s asked, 30 s left', { figures: { leftSeconds: 30 } }))
  expect(runner.sent('refused').error).toMatchObject({ code: 'QuotaExceeded', figures: { leftSeconds: 30 } })
  expect(bridge).toMatchObject({ over: true, view: { stage: 'settled' } })
})

test('when the scheduler goes away in mid-lease, the runner has to end its task', async () => {
  const { request, runner, kill } = await running()
  request.refuse(new SubletError('Cancelled', 'closed'))
  expect(runner.count('abort')).toBe(1)
  await vi.advanceTimersByTimeAsync(250)
  expect(kill).toHaveBeenCalledTimes(1)
})

test('when the scheduler dies in mid-lease, the task ends as a platform fault, and its bill comes at once', async () => {
  const { bridge, request, runner, kill } = await running()
  request.abort('lost')
  request.settle({ outcome: 'lost', chargedMs: 0 })
  expect(runner.sent('abort').error.code).toBe('RunnerCrashed')
  bridge.message(released('failed'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(kill).not.toHaveBeenCalled()
  expect(bridge.view).toMatchObject({ stage: 'settled', bill: { outcome: 'lost' } })
})

test('when the scheduler dies in mid-lease, the runner has to end its task, and what it keeps is told to the next', async () => {
  const { bridge, request, runner, kill, onReleased } = await running()
  request.abort('lost')
  request.settle({ outcome: 'lost', chargedMs: 0 })
  expect(runner.sent('abort').error).toMatchObject({ code: 'RunnerCrashed' })
  expect(bridge).toMatchObject({ over: true, view: { bill: { outcome: 'lost' } } })
  bridge.message(released('failed', 600))
  expect(onReleased).toHaveBeenCalledExactlyOnceWith(600)
  await vi.advanceTimersByTimeAsync(1000)
  expect(kill).not.toHaveBeenCalled()
  expect(request.reports).toEqual(['started 600'])
})

test('a runner that does not end it is ended: others hold its slot already', async () => {
  const { request, kill } = await running()
  request.abort('lost')
  request.settle({ outcome: 'lost' })
  await vi.advanceTimersByTimeAsync(250)
  expect(kill).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'RunnerCrashed' }))
})

test('when the scheduler dies before the runner knows of its grant, the runner is refused', async () => {
  const ready = Promise.withResolvers<void>()
  const { request, runner } = await attaching({ prepared: () => ready.promise })
  request.abort('lost')
  request.settle({ outcome: 'lost' })
  ready.resolve()
  await vi.advanceTimersByTimeAsync(1000)
  expect(runner.sent('refused').error.code).toBe('RunnerCrashed')
  expect(runner.count('grant')).toBe(0)
})

test('the scheduler is told whose demo it is', () => {
  expect(setUp({ foreign: true }).request.asked.foreign).toBe(true)
  expect(setUp().request.asked).not.toHaveProperty('foreign')
})
