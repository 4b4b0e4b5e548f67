import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError, toWire } from '../protocol/errors'
import { createDemo } from './demo'
import {
  createFakeRunner,
  createFakeScheduler,
  EMPTY_WASM,
  type FakeRunner,
  SPEC,
  STAGED,
  settled,
} from './host.fixture'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const CARD = {
  id: 'demo',
  title: 'Demo',
  emoji: '',
  colorFrom: 'red',
  colorTo: 'blue',
  shortDescription: '',
  license: 'mit',
  models: [],
  tags: [],
}

/** A demo whose runners come out of a row; `boot` lets the newest one load its handler. */
function setUp() {
  const runners: FakeRunner[] = []
  const scheduler = createFakeScheduler()
  const load = vi.fn(async () => ({ source: 'ts', code: 'js' }))
  const takeRunner = vi.fn(async () => {
    const runner = createFakeRunner()
    runners.push(runner)
    return runner
  })
  const stage = vi.fn(async () => STAGED)
  const demo = createDemo({ card: CARD, load, takeRunner, scheduler, stage, wasm: async () => EMPTY_WASM })
  const newest = (): FakeRunner => {
    const runner = runners.at(-1)
    if (runner === undefined) throw new Error('no runner was taken')
    return runner
  }
  return {
    demo,
    runners,
    scheduler,
    load,
    takeRunner,
    newest,
    phase: () => demo.state.getState().at.phase,
    async boot() {
      await settled()
      newest().say({ type: 'loaded', spec: SPEC })
      await settled()
      return newest()
    },
    answer(outputs: unknown[]) {
      const runner = newest()
      runner.say({ type: 'returned', call: runner.sent('call').call, outputs })
    },
  }
}

const lost = toWire(new SubletError('DeviceLost', 'gone'))

test('a demo starts when it is asked to, once', async () => {
  const { demo, boot, takeRunner, newest, phase } = setUp()
  expect(phase()).toBe('closed')
  const starts = Promise.all([demo.start(), demo.start()])
  expect(phase()).toBe('starting')
  await boot()
  expect((await starts)[0]).toBe(SPEC)
  expect(takeRunner).toHaveBeenCalledTimes(1)
  expect(newest().sent('load')).toMatchObject({ code: 'js', name: 'sublet:///demo/handler.js' })
  expect(phase()).toBe('ready')
})

test('calls go one at a time in the order in which they came, and know how many go first', async () => {
  const { demo, boot, newest, answer } = setUp()
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
  const { demo, boot, newest, answer } = setUp()
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
  const { demo, boot, newest } = setUp()
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
  const { demo, newest } = setUp()
  const stopped = demo.call([])
  await settled()
  stopped.cancel()
  newest().say({ type: 'loadFailed', error: toWire(new SubletError('HandlerFailed', 'broken')) })
  await settled()
  expect(stopped.state.getState().error?.code).toBe('Cancelled')
})

test('a call that is stopped while it runs is stopped in the runner, and the next one follows', async () => {
  const { demo, boot, newest, answer } = setUp()
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

test('after a kill the demo is restored, and the next call works', async () => {
  const { demo, boot, runners, answer } = setUp()
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
  const { demo, boot, runners, newest } = setUp()
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
  const { demo, boot, newest, answer } = setUp()
  const call = demo.call([])
  await boot()
  newest().say({ type: 'threw', call: '1', error: lost })
  await settled()
  expect(newest().sent('call').call).toBe('2')
  answer(['late'])
  expect(await call.result).toEqual(['late'])
})

test('a call that has shown something is not run again', async () => {
  const { demo, boot, newest, runners } = setUp()
  const call = demo.call([])
  await boot()
  newest().say({ type: 'yield', call: '1', outputs: ['half'] })
  newest().crash()
  await expect(call.result).rejects.toMatchObject({ code: 'RunnerCrashed' })
  expect(call.state.getState().outputs).toEqual(['half'])
  await boot()
  expect(runners.map((runner) => runner.count('call'))).toEqual([1, 0])
})

test('a call that failed by itself is not run again', async () => {
  const { demo, boot, newest } = setUp()
  const call = demo.call([])
  await boot()
  newest().say({ type: 'threw', call: '1', error: toWire(new Error('mine')) })
  await expect(call.result).rejects.toMatchObject({ code: 'HandlerFailed', message: 'mine' })
  expect(newest().count('call')).toBe(1)
})

test('a call that was stopped is not run again', async () => {
  const { demo, boot, newest } = setUp()
  const call = demo.call([])
  await boot()
  call.cancel()
  newest().say({ type: 'threw', call: '1', error: lost })
  await expect(call.result).rejects.toMatchObject({ code: 'DeviceLost' })
  await settled()
  expect(newest().count('call')).toBe(1)
})

test('Stop between two attempts ends the call', async () => {
  const { demo, boot, newest } = setUp()
  const call = demo.call([])
  await boot()
  newest().crash()
  await settled()
  call.cancel()
  await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
  await boot()
  expect(newest().count('call')).toBe(0)
})

test('a handler that crashes by itself again and again is not restored for ever', async () => {
  const { demo, boot, runners, newest, phase } = setUp()
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
  const call = demo.call([])
  await boot()
  newest().say({ type: 'returned', call: '1', outputs: ['up'] })
  expect(await call.result).toEqual(['up'])
})

test('a start that fails fails its calls, and the next call tries anew', async () => {
  const { demo, newest, boot, runners, phase, answer } = setUp()
  const call = demo.call([])
  await settled()
  newest().say({ type: 'loadFailed', error: toWire(new SubletError('HandlerFailed', 'broken')) })
  await expect(call.result).rejects.toMatchObject({ code: 'HandlerFailed', message: 'broken' })
  await settled()
  expect(phase()).toBe('failed')
  expect(runners[0]?.killed).toBe(true)
  const again = demo.call([])
  await boot()
  answer(['up'])
  expect(await again.result).toEqual(['up'])
})

test('no runner to be had is a failed start', async () => {
  const { demo, takeRunner, phase } = setUp()
  takeRunner.mockRejectedValueOnce(new SubletError('RunnerCrashed', 'boot.js answered 404'))
  await expect(demo.start()).rejects.toMatchObject({ message: 'boot.js answered 404' })
  expect(phase()).toBe('failed')
})

test('an edit ends what runs and boots the new handler; what waits runs in it', async () => {
  const { demo, boot, newest, runners, answer } = setUp()
  const [runs, waits] = [demo.call([1]), demo.call([2])]
  const old = await boot()
  const edited = demo.edit('ts2', 'js2')
  await expect(runs.result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(old.killed).toBe(true)
  await boot()
  await edited
  expect(newest().sent('load').code).toBe('js2')
  expect(newest().sent('call').inputs).toEqual([2])
  answer(['new'])
  expect(await waits.result).toEqual(['new'])
  expect(runners).toHaveLength(2)
  expect(demo.state.getState()).toMatchObject({ source: 'ts2', edited: true, at: { phase: 'ready' } })
})

test('an edit while the bundled handler is still being fetched wins', async () => {
  const { demo, load, boot, runners, newest } = setUp()
  const fetched = Promise.withResolvers<{ source: string; code: string }>()
  load.mockReturnValueOnce(fetched.promise)
  const first = demo.start()
  void demo.edit('ts2', 'js2')
  fetched.resolve({ source: 'ts', code: 'js' })
  await expect(first).rejects.toMatchObject({ code: 'Cancelled' })
  await boot()
  expect(runners).toHaveLength(1)
  expect(newest().sent('load').code).toBe('js2')
  expect(demo.state.getState()).toMatchObject({ source: 'ts2', at: { phase: 'ready' } })
})

test('an edit while a runner is on its way ends that runner', async () => {
  const { demo, takeRunner, boot, newest } = setUp()
  const late = createFakeRunner()
  const taken = Promise.withResolvers<FakeRunner>()
  takeRunner.mockReturnValueOnce(taken.promise)
  const call = demo.call([])
  await settled()
  void demo.edit('ts2', 'js2')
  taken.resolve(late)
  await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(late.killed).toBe(true)
  await boot()
  expect(newest()).not.toBe(late)
})

test('the bundled handler comes back', async () => {
  const { demo, boot, newest } = setUp()
  void demo.edit('ts2', 'js2')
  await boot()
  void demo.reset()
  await boot()
  expect(newest().sent('load').code).toBe('js')
  expect(demo.state.getState()).toMatchObject({ source: 'ts', edited: false })
})

test('a model that is created inside a call leaves the demo ready', async () => {
  const { demo, boot, newest, phase } = setUp()
  demo.call([])
  await boot()
  newest().say({ type: 'model', model: '1', path: 'm.onnx' })
  await settled()
  expect(newest().count('staged')).toBe(1)
  expect(phase()).toBe('ready')
})

test('a demotion reaches only the runner that it names', async () => {
  const { demo, boot, newest } = setUp()
  void demo.start()
  await boot()
  demo.demote('another', 'cool')
  expect(newest().count('demote')).toBe(0)
  demo.demote(newest().id, 'cool')
  expect(newest().sent('demote').to).toBe('cool')
})

test('close settles what waits, starts and runs, and ends the runner', async () => {
  const { demo, boot, newest, phase } = setUp()
  const [runs, waits] = [demo.call([]), demo.call([])]
  await boot()
  demo.close()
  demo.close()
  await expect(runs.result).rejects.toMatchObject({ code: 'Cancelled' })
  await expect(waits.result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(newest().killed).toBe(true)
  await expect(demo.call([]).result).rejects.toMatchObject({ code: 'Cancelled' })
  expect(phase()).toBe('closed')
})

test('close while the demo starts leaves no runner behind', async () => {
  const { demo, newest, phase } = setUp()
  const call = demo.call([])
  demo.close()
  await expect(call.result).rejects.toMatchObject({ code: 'Cancelled' })
  await settled()
  expect(() => newest()).toThrow()
  expect(phase()).toBe('closed')
})
