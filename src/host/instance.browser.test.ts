import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError, toWire } from '../protocol/errors'
import { createFakeRunner, createFakeScheduler, fakeStage, settled } from './host.fixture'
import { createInstance, type RunEvents } from './instance'
import type { LeaseView } from './types'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp(runner = createFakeRunner('a')) {
  const scheduler = createFakeScheduler()
  const onResidency = vi.fn()
  const onEnd = vi.fn()
  const wasm = vi.fn(async () => undefined)
  const instance = createInstance({
    runner,
    demo: 'demo',
    handler: { base: 'sublet:///demo/', entry: 'handler.ts', files: { 'handler.ts': '' } },
    scheduler,
    stage: fakeStage(),
    wasm,
    onStaging: () => undefined,
    onResidency,
    onLog: () => undefined,
    onEnd,
  })
  return { runner, scheduler, instance, onResidency, onEnd, wasm }
}

/** What a run was told, in words; the views of its leases beside. */
function record() {
  const words: string[] = []
  const leases: LeaseView[] = []
  const events: RunEvents = {
    lease: (index, view) => {
      leases[index] = view
    },
    progress: (fraction, text) => words.push(`progress ${fraction} ${text}`),
    yielded: (outputs) => words.push(`yielded ${outputs}`),
    returned: (outputs) => words.push(`returned ${outputs}`),
    threw: (error) => words.push(`threw ${error.code}`),
  }
  return { words, leases, events }
}

const ask = (request: string, call: string, seconds = 5) =>
  ({ type: 'lease', request, call, fn: 'draw', seconds, size: 'large' }) as const

/** A run whose first lease runs. */
async function leased() {
  const all = setUp()
  const run = record()
  all.instance.run([], run.events)
  all.runner.say(ask('1', '1'))
  all.scheduler.last().grant()
  await settled()
  all.runner.say({ type: 'attached', request: '1', held: 600 })
  return { ...all, ...run }
}

test('messages of another call are ignored', () => {
  const { runner, instance } = setUp()
  const { words, events } = record()
  instance.run(['in'], events)
  expect(runner.sent('call')).toMatchObject({ call: '1', inputs: ['in'] })
  for (const call of ['0', '2', '__proto__']) {
    runner.say({ type: 'progress', call, fraction: 1, text: '' })
    runner.say({ type: 'yield', call, outputs: ['forged'], skipped: [] })
    runner.say({ type: 'returned', call, outputs: ['forged'], skipped: [] })
    runner.say({ type: 'threw', call, error: toWire(new Error('forged')) })
  }
  runner.say({ type: 'yield', call: '1', outputs: ['one'], skipped: [] })
  runner.say({ type: 'returned', call: '1', outputs: ['two'], skipped: [] })
  runner.say({ type: 'returned', call: '1', outputs: ['again'], skipped: [] })
  expect(words).toEqual(['yielded one', 'returned two'])
})

test('a second lease while one is open is refused, and the first goes on', async () => {
  const { runner, scheduler, leases } = await leased()
  runner.say(ask('2', '1'))
  expect(scheduler.requests).toHaveLength(1)
  expect(runner.sent('refused').request).toBe('2')
  expect(leases).toHaveLength(1)
  runner.say({ type: 'released', request: '1', outcome: 'completed', held: 0 })
  expect(scheduler.last().reports.at(-1)).toBe('settle completed')
  runner.say(ask('3', '1'))
  expect(scheduler.requests).toHaveLength(2)
  expect(leases).toHaveLength(2)
})

test('a lease for a call that does not run is refused, so that its runner does not wait for ever', () => {
  const { runner, scheduler, instance } = setUp()
  runner.say(ask('1', '1'))
  instance.run([], record().events)
  runner.say(ask('2', '7'))
  expect(scheduler.requests).toHaveLength(0)
  expect(runner.posted.filter(({ type }) => type === 'refused')).toMatchObject([
    { request: '1' },
    { request: '2' },
  ])
})

test('Stop ends the call and its lease; a handler that obeys keeps its runner', async () => {
  const { runner, scheduler, instance, words, onEnd } = await leased()
  instance.cancel()
  expect(scheduler.last().reports).toContain('cancel')
  expect(runner.sent('cancel').call).toBe('1')
  runner.say({ type: 'threw', call: '1', error: toWire(new SubletError('Cancelled', '')) })
  scheduler.last().abort('cancelled')
  // The release comes after the call is over, and still counts.
  runner.say({ type: 'released', request: '1', outcome: 'failed', held: 600 })
  await vi.advanceTimersByTimeAsync(5000)
  expect(scheduler.last().reports.at(-1)).toBe('aborted')
  expect(words).toEqual(['threw Cancelled'])
  expect(onEnd).not.toHaveBeenCalled()
})

test('a GPU function that goes on after Stop is ended with its runner, and its slot given back', async () => {
  const { runner, scheduler, instance, words } = await leased()
  instance.cancel()
  runner.say({ type: 'threw', call: '1', error: toWire(new SubletError('Cancelled', '')) })
  scheduler.last().abort('cancelled')
  await vi.advanceTimersByTimeAsync(250)
  expect(runner.killed).toBe(true)
  expect(scheduler.last().reports.at(-1)).toBe('aborted')
  expect(words).toEqual(['threw Cancelled'])
})

test('the next call is not blamed for the task of a stopped one', async () => {
  const { runner, scheduler, instance } = await leased()
  instance.cancel()
  runner.say({ type: 'threw', call: '1', error: toWire(new SubletError('Cancelled', '')) })
  scheduler.last().abort('cancelled')
  const next = record()
  instance.run([], next.events)
  await vi.advanceTimersByTimeAsync(250)
  expect(next.words).toEqual(['threw RunnerCrashed'])
})

test('a handler that does not answer Stop is ended after 250 ms', async () => {
  const { runner, instance, onEnd } = setUp()
  const { words, events } = record()
  instance.run([], events)
  instance.cancel()
  instance.cancel()
  expect(runner.count('cancel')).toBe(1)
  await vi.advanceTimersByTimeAsync(249)
  expect(runner.killed).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(words).toEqual(['threw Cancelled'])
  expect(onEnd).toHaveBeenCalledTimes(1)
})

test('death settles the lease, the run and the instance once each, when the worker is gone', async () => {
  const { runner, scheduler, instance, words, onEnd, onResidency } = await leased()
  const gone = runner.holdKill()
  runner.crash()
  await settled()
  expect(scheduler.last().reports).toEqual(['started 600'])
  expect(words).toEqual([])
  gone()
  await settled()
  instance.close(new SubletError('Cancelled', 'too late'))
  runner.crash()
  await settled()
  expect(scheduler.last().reports).toEqual(['started 600', 'settle lost'])
  expect(scheduler.residencies).toEqual(['a gone 0'])
  expect(words).toEqual(['threw RunnerCrashed'])
  expect(onEnd).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: 'RunnerCrashed' }))
  expect(onResidency).toHaveBeenLastCalledWith(undefined)
})

test('a run whose lease was aborted ends for that reason, whoever ends its runner: it is not tried again', async () => {
  const { scheduler, instance, words } = await leased()
  scheduler.last().abort('overrun')
  scheduler.last().settle({ outcome: 'overran' })
  instance.close(new SubletError('RunnerCrashed', 'it did not obey in time'))
  await settled()
  expect(words).toEqual(['threw TaskAborted'])
})

test('whoever is told that a run was lost finds the instance ended already', async () => {
  const { runner, instance, onEnd } = setUp()
  const order: string[] = []
  onEnd.mockImplementation(() => order.push('end'))
  instance.run([], { ...record().events, threw: () => order.push('threw') })
  runner.crash()
  await settled()
  expect(order).toEqual(['end', 'threw'])
})

test('a run that comes after the end throws', async () => {
  const { runner, instance } = setUp()
  runner.crash()
  const { words, events } = record()
  instance.run([], events)
  await settled()
  expect(words).toEqual(['threw RunnerCrashed'])
})

test('a runner that ends before its handler is up fails the start', async () => {
  const runner = createFakeRunner()
  const { instance } = setUp(runner)
  runner.crash()
  await expect(instance.ready).rejects.toMatchObject({ code: 'RunnerCrashed' })
})

test('residency is reported downwards only, and once', async () => {
  const { runner, scheduler, instance, onResidency } = await leased()
  runner.say({ type: 'released', request: '1', outcome: 'completed', held: 600 })
  expect(scheduler.residencies).toEqual(['a warm 600'])
  for (let i = 0; i < 100; i++) runner.say({ type: 'residency', level: 'warm', held: 1e15 })
  expect(scheduler.residencies).toEqual(['a warm 600'])
  instance.demote('cool')
  runner.say({ type: 'residency', level: 'cool', held: 1e15 })
  expect(scheduler.residencies.at(-1)).toBe('a cool 600')
  instance.demote('idle')
  runner.say({ type: 'residency', level: 'warm', held: 20 })
  expect(scheduler.residencies.at(-1)).toBe('a cool 20')
  expect(onResidency).toHaveBeenLastCalledWith({ level: 'cool', held: 20 })
})

test('a runner with a model is given ONNX Runtime once, before its first grant', async () => {
  const { runner, scheduler, instance, wasm } = setUp()
  runner.say({ type: 'model', model: '1', path: 'm.onnx' })
  runner.say({ type: 'model', model: '2', path: 'm.onnx' })
  const { events } = record()
  instance.run([], events)
  for (const request of ['1', '2']) {
    runner.say(ask(request, '1'))
    scheduler.last().grant()
    await settled()
    expect(runner.given).toBe(1)
    expect(runner.sent('grant').request).toBe(request)
    runner.say({ type: 'released', request, outcome: 'completed', held: 0 })
  }
  expect(wasm).toHaveBeenCalledTimes(1)
})

test('a runner without one is not', async () => {
  const { runner } = await leased()
  expect(runner.given).toBe(0)
})

test('a session on the CPU is given ONNX Runtime without a lease', async () => {
  const { runner } = setUp()
  runner.say({ type: 'modelBytes', model: '1', file: new Blob(['onnx']), externalData: [] })
  await settled()
  expect(runner.given).toBe(0)
  runner.say({ type: 'runtime' })
  runner.say({ type: 'runtime' })
  await settled()
  expect(runner.given).toBe(1)
})

test('a device that was lost without a lease is told of unasked; under one, by its release', async () => {
  const { runner, scheduler } = await leased()
  runner.say({ type: 'residency', level: 'idle', held: 0 })
  expect(scheduler.residencies).toEqual([])
  runner.say({ type: 'released', request: '1', outcome: 'completed', held: 600 })
  for (let i = 0; i < 100; i++) runner.say({ type: 'residency', level: 'idle', held: 0 })
  expect(scheduler.residencies).toEqual(['a warm 600', 'a idle 0'])
})
