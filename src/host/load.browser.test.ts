import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError } from '../protocol/errors'
import { createFakeRunner, fakeStage, SPEC, STAGED, settled } from './host.fixture'
import { loadHandler, type Stage } from './load'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp(stage: Partial<Stage> = {}) {
  const runner = createFakeRunner()
  const onStaging = vi.fn()
  const loading = loadHandler(
    runner,
    { base: 'sublet:///demo/', entry: 'handler.ts', files: { 'handler.ts': 'js' } },
    fakeStage(stage),
    onStaging,
  )
  const outcome = vi.fn()
  loading.spec.then(() => outcome('loaded'), outcome)
  return { runner, onStaging, loading, outcome }
}

test('a model is staged for the handler that asks for it', async () => {
  const stage = vi.fn<Stage['model']>(async (_source, onProgress) => {
    onProgress(10, null, [{ path: 'm.onnx', loaded: 10, total: null }])
    return STAGED
  })
  const { runner, loading, onStaging } = setUp({ model: stage })
  expect(runner.sent('load')).toMatchObject({
    base: 'sublet:///demo/',
    entry: 'handler.ts',
    files: { 'handler.ts': 'js' },
  })
  loading.message({ type: 'model', model: '1', path: 'models/m.onnx' })
  await settled()
  expect(stage.mock.calls[0]?.[0]).toBe(new URL('models/m.onnx', document.baseURI).href)
  expect(onStaging).toHaveBeenCalledExactlyOnceWith('models/m.onnx', 10, null)
  expect(runner.sent('staging')).toEqual({
    type: 'staging',
    model: '1',
    files: [{ path: 'm.onnx', loaded: 10, total: null }],
  })
  expect(runner.sent('staged')).toMatchObject({ model: '1', skeleton: STAGED.skeleton })
  loading.message({ type: 'loaded', spec: SPEC })
  expect(await loading.spec).toEqual(SPEC)
})

test('a model that is given as bytes is handed over with its external data', async () => {
  const stage = vi.fn<Stage['model']>(async () => STAGED)
  const { runner, loading } = setUp({ model: stage })
  const file = new Blob(['onnx'])
  const externalData = [{ path: 'weights.data', data: new Blob(['w']) }]
  loading.message({ type: 'modelBytes', model: '1', file, externalData })
  await settled()
  expect(stage.mock.calls[0]?.[0]).toMatchObject({ file, externalData })
  expect(runner.sent('staged')).toMatchObject({ model: '1', digest: STAGED.digest })
})

test('a model that cannot be had is told to the handler, which may catch it', async () => {
  const { runner, loading, outcome } = setUp({
    model: () => Promise.reject(new SubletError('ModelCorrupt', 'bad')),
  })
  loading.message({ type: 'model', model: '1', path: 'a.onnx' })
  loading.message({ type: 'model', model: '2', path: 'javascript:0' })
  await settled()
  expect(runner.posted.filter(({ type }) => type === 'notStaged')).toMatchObject([
    { model: '2', error: { code: 'ModelNotFound' } },
    { model: '1', error: { code: 'ModelCorrupt' } },
  ])
  expect(outcome).not.toHaveBeenCalled()
})

test('a file that the handler fetches is answered, and its bytes on their way keep the load from being given up', async () => {
  let progress = (): void => undefined
  const { runner, loading, outcome } = setUp({
    file(_url, _head, onProgress) {
      progress = onProgress
      return new Promise(() => undefined)
    },
  })
  loading.message({ type: 'file', request: '1', url: 'javascript:0', head: false })
  await settled()
  expect(runner.sent('notFetched')).toMatchObject({ request: '1', error: { code: 'ModelNotFound' } })
  const url = 'https://huggingface.co/org/name/resolve/main/tokenizer.json'
  loading.message({ type: 'file', request: '2', url, head: false })
  for (let times = 0; times < 5; times++) {
    await vi.advanceTimersByTimeAsync(20_000)
    progress()
  }
  expect(outcome).not.toHaveBeenCalled()
})

test('a module scope in which nothing happens for 30 s is given up', async () => {
  const { outcome } = setUp()
  await vi.advanceTimersByTimeAsync(29_999)
  expect(outcome).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(outcome).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ code: 'HandlerFailed', figures: { stalledSeconds: 30 } }),
  )
})

test('a download may take longer, as long as it goes on', async () => {
  let progress = (_loaded: number): void => undefined
  const { loading, outcome } = setUp({
    model(_source, onProgress) {
      progress = (loaded) => onProgress(loaded, 100, [])
      return new Promise(() => undefined)
    },
  })
  loading.message({ type: 'model', model: '1', path: 'a.onnx' })
  for (let loaded = 0; loaded < 10; loaded++) {
    await vi.advanceTimersByTimeAsync(20_000)
    progress(loaded)
  }
  expect(outcome).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(30_000)
  expect(outcome).toHaveBeenCalledTimes(1)
})

test('a runner cannot make the page download any number of models', async () => {
  const stage = vi.fn<Stage['model']>(async () => STAGED)
  const { runner, loading } = setUp({ model: stage })
  for (let model = 0; model < 1000; model++) {
    loading.message({ type: 'model', model: `${model}`, path: `${model}.onnx` })
  }
  await settled()
  expect(stage).toHaveBeenCalledTimes(64)
  expect(runner.count('notStaged')).toBe(936)
})

test('sessions on one model can be created again and again, but not any number of them at once', async () => {
  const stage = vi.fn<Stage['model']>(async () => STAGED)
  const { runner, loading } = setUp({ model: stage })
  const file = new Blob(['onnx'])
  for (let model = 0; model < 200; model++) {
    loading.message({ type: 'model', model: `${model}`, path: 'a.onnx' })
    loading.message({ type: 'modelBytes', model: `${model}`, file, externalData: [] })
    await settled()
  }
  expect([stage.mock.calls.length, runner.count('notStaged')]).toEqual([400, 0])
  for (let model = 0; model < 200; model++) {
    loading.message({ type: 'modelBytes', model: `${model}`, file, externalData: [] })
  }
  await settled()
  expect([stage.mock.calls.length, runner.count('notStaged')]).toEqual([464, 136])
})

test('what comes later is no longer shown as loading', async () => {
  const { loading, onStaging } = setUp({
    async model(_source, onProgress) {
      onProgress(1, 2, [])
      return STAGED
    },
  })
  loading.message({ type: 'loaded', spec: SPEC })
  await settled()
  loading.message({ type: 'model', model: '1', path: 'a.onnx' })
  await settled()
  expect(onStaging).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})

test('the end of the runner is the end of the load, unless it was done', async () => {
  const { loading } = setUp()
  loading.end(new SubletError('RunnerCrashed', 'ended'))
  await expect(loading.spec).rejects.toMatchObject({ code: 'RunnerCrashed' })
  const done = setUp().loading
  done.message({ type: 'loaded', spec: SPEC })
  done.end(new SubletError('RunnerCrashed', 'ended'))
  expect(await done.spec).toEqual(SPEC)
})

test('a runner that tells of no Interface fails its load', async () => {
  const { loading } = setUp()
  loading.message({ type: 'loaded', spec: { ...SPEC, outputs: 'none' } })
  await expect(loading.spec).rejects.toMatchObject({
    code: 'HandlerFailed',
    message: expect.stringContaining('outputs'),
  })
})

test('Blocks that point to what is not there, or run in a circle, fail their load', async () => {
  const event = { name: 'draw', trigger: { type: 'load' }, inputs: [], outputs: [0] }
  const told = async (rest: object) => {
    const blocks = { components: [{ kind: 'json' }], layout: [at(0)], events: [event], ...rest }
    const { loading } = setUp()
    loading.message({ type: 'loaded', spec: { ...SPEC, layout: 'blocks', blocks } })
    return loading.spec
  }
  const at = (component: number, parent: number | null = null) => ({ type: 'component', parent, component })
  // What it says of inputs is not so: its first event has none.
  expect(await told({})).toMatchObject({ inputs: [], outputs: SPEC.outputs, blocks: { events: [event] } })
  for (const [rest, words] of [
    [{ layout: [at(1)] }, 'there is no component 1'],
    [{ layout: [at(0, 0)] }, 'its parent 0 does not come before it'],
    [{ events: [{ ...event, outputs: [7] }] }, 'there is no component 7'],
    [{ events: [{ ...event, trigger: { type: 'then', event: 0, succeeded: false } }] }, 'is not before it'],
    [{ events: [] }, 'events'],
    [{ layout: new Array(2 ** 32 - 1) }, 'layout'],
  ] as const) {
    await expect(told(rest)).rejects.toMatchObject({
      code: 'HandlerFailed',
      message: expect.stringContaining(words),
    })
  }
})

test('an Interface of holes is refused at the first one', async () => {
  const holes = new Array(2 ** 32 - 1)
  const { loading } = setUp()
  loading.message({ type: 'loaded', spec: { ...SPEC, inputs: holes, outputs: holes, gpu: holes } })
  await expect(loading.spec).rejects.toMatchObject({ code: 'HandlerFailed' })
})

test('messages that are not about loading are left to others', () => {
  const { loading } = setUp()
  expect(loading.message({ type: 'log', level: 'info', text: '' })).toBe(false)
})
