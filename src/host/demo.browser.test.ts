import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError, toWire } from '../protocol/errors'
import { EDITED, openFakeDemo } from './demo.fixture'
import { createFakeRunner, type FakeRunner, SPEC, settled } from './host.fixture'
import type { DemoFile } from './types'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a demo starts when it is asked to, once', async () => {
  const { demo, boot, takeRunner, newest, phase } = openFakeDemo()
  expect(phase()).toBe('closed')
  const starts = Promise.all([demo.start(), demo.start()])
  expect(phase()).toBe('starting')
  await boot()
  expect((await starts)[0]).toEqual(SPEC)
  expect(takeRunner).toHaveBeenCalledTimes(1)
  expect(newest().sent('load')).toEqual({
    type: 'load',
    base: 'sublet:///demo/',
    entry: 'handler.ts',
    files: { 'handler.ts': 'js' },
  })
  expect(phase()).toBe('ready')
})

test('a start that fails fails its calls, and the next call tries anew', async () => {
  const { demo, newest, boot, runners, phase, answer } = openFakeDemo()
  const call = demo.call(['in'])
  await settled()
  newest().say({ type: 'loadFailed', error: toWire(new SubletError('HandlerFailed', 'broken')) })
  await expect(call.result).rejects.toMatchObject({ code: 'HandlerFailed', message: 'broken' })
  await settled()
  expect(phase()).toBe('failed')
  expect(runners[0]?.killed).toBe(true)
  const again = demo.call(['in'])
  await boot()
  answer(['up'])
  expect(await again.result).toEqual(['up'])
})

test('no runner to be had is a failed start', async () => {
  const { demo, takeRunner, phase } = openFakeDemo()
  takeRunner.mockRejectedValueOnce(new SubletError('RunnerCrashed', 'boot.js answered 404'))
  await expect(demo.start()).rejects.toMatchObject({ message: 'boot.js answered 404' })
  expect(phase()).toBe('failed')
})

test('an edit ends what runs and boots the new handler; what waits runs in it', async () => {
  const { demo, boot, newest, runners, answer } = openFakeDemo()
  const [runs, waits] = [demo.call([1]), demo.call([2])]
  const old = await boot()
  const edited = demo.edit(EDITED)
  await expect(runs.result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(old.count('cancel')).toBe(1)
  await boot()
  await edited
  expect(old.killed).toBe(false)
  await vi.advanceTimersByTimeAsync(250)
  expect(old.killed).toBe(true)
  expect(newest().sent('load').files['handler.ts']).toBe('js2')
  expect(newest().sent('call').inputs).toEqual([2])
  answer(['new'])
  expect(await waits.result).toEqual(['new'])
  expect(runners).toHaveLength(2)
  expect(demo.state.getState()).toMatchObject({ source: 'ts2', edited: true, at: { phase: 'ready' } })
})

test('an edit while the bundled handler is still being fetched wins', async () => {
  const { demo, load, boot, runners, newest } = openFakeDemo()
  const fetched = Promise.withResolvers<{ files: readonly DemoFile[] }>()
  load.mockReturnValueOnce(fetched.promise)
  const first = demo.start()
  void demo.edit(EDITED)
  fetched.resolve({ files: [{ path: 'handler.ts', source: 'ts', code: 'js', map: '' }] })
  await expect(first).rejects.toMatchObject({ code: 'Cancelled' })
  await boot()
  expect(runners).toHaveLength(1)
  expect(newest().sent('load').files['handler.ts']).toBe('js2')
  expect(demo.state.getState()).toMatchObject({ source: 'ts2', at: { phase: 'ready' } })
})

test('the bundled handler comes back', async () => {
  const { demo, boot, newest } = openFakeDemo()
  void demo.edit(EDITED)
  await boot()
  void demo.reset()
  await boot()
  expect(newest().sent('load').files['handler.ts']).toBe('js')
  expect(demo.state.getState()).toMatchObject({ source: 'ts', edited: false })
})

test('a model that is created inside a call leaves the demo ready', async () => {
  const { demo, boot, newest, phase } = openFakeDemo()
  demo.call(['in'])
  await boot()
  newest().say({ type: 'model', model: '1', path: 'm.onnx' })
  await settled()
  expect(newest().count('staged')).toBe(1)
  expect(phase()).toBe('ready')
})

test('a demotion reaches only the runner that it names', async () => {
  const { demo, boot, newest } = openFakeDemo()
  void demo.start()
  await boot()
  demo.demote('another', 'cool')
  expect(newest().count('demote')).toBe(0)
  demo.demote(newest().id, 'cool')
  expect(newest().sent('demote').to).toBe('cool')
})

test('close settles what waits, starts and runs; the signal of the handler fires, and 250 ms later its runner ends', async () => {
  const { demo, boot, newest, phase } = openFakeDemo()
  const [runs, waits] = [demo.call(['in']), demo.call(['in'])]
  await boot()
  demo.close()
  demo.close()
  await expect(runs.result).rejects.toMatchObject({ code: 'Cancelled' })
  await expect(waits.result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(newest().count('cancel')).toBe(1)
  await vi.advanceTimersByTimeAsync(249)
  expect(newest().killed).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  expect(newest().killed).toBe(true)
  await expect(demo.call(['in']).result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(phase()).toBe('closed')
})

test('close while the demo starts leaves no runner behind', async () => {
  const { demo, newest, phase } = openFakeDemo()
  const call = demo.call(['in'])
  demo.close()
  await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
  await settled()
  expect(() => newest()).toThrow()
  expect(phase()).toBe('closed')
})

test('an edit while a runner is on its way ends that runner, and what waited for it runs in the new one', async () => {
  const { demo, takeRunner, boot, newest, answer } = openFakeDemo()
  const late = createFakeRunner()
  const taken = Promise.withResolvers<FakeRunner>()
  takeRunner.mockReturnValueOnce(taken.promise)
  const call = demo.call(['in'])
  await settled()
  void demo.edit(EDITED)
  taken.resolve(late)
  await settled()
  expect(late.killed).toBe(true)
  await boot()
  expect(late.count('call')).toBe(0)
  expect(newest().sent('call').inputs).toEqual(['in'])
  answer(['new'])
  expect(await call.result).toEqual(['new'])
})
