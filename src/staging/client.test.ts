import { afterEach, describe, expect, test } from 'vitest'
import { SubletError } from '../protocol/errors'
import type { StagedModel } from '../protocol/model'
import { STAGING_PROTOCOL } from '../protocol/staging'
import { createStagingClient, type StagingClient } from './client'
import type { Staging } from './create-staging'
import { serve } from './serve'
import type { OnProgress } from './tally'

const SOURCE = 'https://example.org/model.onnx'

/** The worker lives for as long as the test. */
const locks: Pick<LockManager, 'request'> = { request: () => new Promise(() => undefined) }

const open: { close(): void }[] = []
afterEach(() => {
  for (const part of open.splice(0)) part.close()
})

function stagedModel(source: string): StagedModel {
  const files = [{ path: 'model.onnx', bytes: 3, segments: [new Blob(['abc'])] }]
  const graph = { skeleton: Uint8Array.of(1, 2), inputs: [], outputs: [] }
  return { source, digest: 'd', ...graph, tensors: [], externalData: [], files }
}

interface FakeStaging extends Staging {
  removed: string[]
}

/** Answers at once; `ensure` is what a test says. */
function fakeStaging(ensure: Staging['ensure'] = async (source) => stagedModel(source)): FakeStaging {
  const removed: string[] = []
  return {
    removed,
    ensure,
    add: async () => [SOURCE],
    file: async (_source, head) => ({
      status: 200,
      type: 'application/json',
      bytes: 2,
      body: head ? null : new Blob(['{}']),
    }),
    pack: async ({ file }) => stagedModel(`bytes:${file.size}`),
    pause: async () => undefined,
    async remove(source) {
      removed.push(source)
    },
    pin: async () => undefined,
    verify: async () => ({ checkedBytes: 3, damage: [], repaired: true }),
    describe: async (source) => ({
      source,
      tensors: [],
      inputs: [],
      outputs: [],
      about: undefined,
      graph: '',
    }),
    library: async () => ({ models: [], storage: { usedBytes: 1, allowedBytes: 2, persisted: false } }),
    onChange: () => () => undefined,
    setHub: async () => undefined,
    close: () => undefined,
  }
}

function connect(staging: Staging, now = () => performance.now()): StagingClient {
  const { port1, port2 } = new MessageChannel()
  const client = createStagingClient({ connect: () => port1, locks })
  open.push(serve(staging, { endpoint: port2, lock: 'worker', now }), client)
  return client
}

/** A port that is spoken to by hand. `next` is the next answer. */
function rawPort(staging: Staging): { post(message: unknown): void; next(): Promise<unknown> } {
  const { port1, port2 } = new MessageChannel()
  open.push(serve(staging, { endpoint: port2, lock: 'worker', now: () => 0 }), port1)
  const answers: unknown[] = []
  const waiting: ((answer: unknown) => void)[] = []
  port1.onmessage = ({ data }) => {
    const take = waiting.shift()
    if (take === undefined) answers.push(data)
    else take(data)
  }
  return {
    post: (message) => port1.postMessage(message),
    next: () =>
      new Promise((resolve) => (answers.length > 0 ? resolve(answers.shift()) : waiting.push(resolve))),
  }
}

test('a model comes over with its handles, and the progress before it', async () => {
  let time = 0
  const staging = fakeStaging(async (source, onProgress: OnProgress = () => undefined) => {
    for (const loaded of [10, 20, 30]) {
      onProgress(loaded, null, [{ path: 'model.onnx', loaded, total: null }])
      time += 60
    }
    return stagedModel(source)
  })
  const client = connect(staging, () => time)
  const progress: unknown[] = []
  const model = await client.ensure(SOURCE, (...told) => progress.push(told))
  expect(model).toMatchObject({ source: SOURCE, skeleton: Uint8Array.of(1, 2) })
  expect(await model.files[0]?.segments[0]?.text()).toBe('abc')
  expect(progress).toEqual([
    [10, null, [{ path: 'model.onnx', loaded: 10, total: null }]],
    [20, null, [{ path: 'model.onnx', loaded: 20, total: null }]],
    [30, null, [{ path: 'model.onnx', loaded: 30, total: null }]],
  ])
})

test('a model is taken apart that is given as bytes', async () => {
  const client = connect(fakeStaging())
  const model = await client.pack({ file: new Blob(['four']), externalData: [] })
  expect(model).toMatchObject({ source: 'bytes:4', skeleton: Uint8Array.of(1, 2) })
})

test('progress is not posted more often than a person can see', async () => {
  const staging = fakeStaging(async (source, onProgress: OnProgress = () => undefined) => {
    for (let loaded = 0; loaded < 1000; loaded += 1) onProgress(loaded, 1000, [])
    return stagedModel(source)
  })
  const seen: number[] = []
  await connect(staging, () => 0).ensure(SOURCE, (loaded) => seen.push(loaded))
  expect(seen).toEqual([0])
})

test('each request is answered', async () => {
  const staging = fakeStaging()
  const client = connect(staging)
  await client.remove(SOURCE)
  expect(staging.removed).toEqual([SOURCE])
  await client.pause(SOURCE)
  await client.pin(SOURCE, true)
  await client.setHub({ base: 'https://hub.example' })
  expect(await client.verify(SOURCE)).toEqual({ checkedBytes: 3, damage: [], repaired: true })
  expect(await client.describe(SOURCE)).toMatchObject({ source: SOURCE, graph: '' })
  expect(await (await client.file(SOURCE, false)).body?.text()).toBe('{}')
  expect(await client.file(SOURCE, true)).toMatchObject({ status: 200, bytes: 2, body: null })
})

test('who watches is told of the models now and on every change', async () => {
  let changed = (): void => undefined
  let models = 0
  const staging: Staging = {
    ...fakeStaging(),
    onChange(listener) {
      changed = listener
      return () => undefined
    },
    library: async () => ({
      models: [],
      storage: { usedBytes: ++models, allowedBytes: 9, persisted: true },
    }),
  }
  const { port1, port2 } = new MessageChannel()
  const seen: number[] = []
  open.push(serve(staging, { endpoint: port2, lock: 'worker', now: () => performance.now() }))
  await new Promise<void>((twice) => {
    const client = createStagingClient({
      connect: () => port1,
      locks,
      onLibrary({ storage }) {
        seen.push(storage.usedBytes)
        if (seen.length === 1) changed()
        else twice()
      },
    })
    open.push(client)
    client.watch()
  })
  expect(seen).toEqual([1, 2])
})

test('a failure arrives as the error that it was', async () => {
  const error = new SubletError('ModelNotFound', 'not there', { figures: { status: 404 } })
  const client = connect(fakeStaging(() => Promise.reject(error)))
  await expect(client.ensure(SOURCE)).rejects.toMatchObject({
    name: 'SubletError',
    code: 'ModelNotFound',
    message: 'not there',
    figures: { status: 404 },
  })
})

test('what is no URL is refused before it is sent', async () => {
  const client = connect(fakeStaging())
  await expect(client.ensure('models/digits')).rejects.toMatchObject({ code: 'ModelNotFound' })
})

describe('nothing is left hanging', () => {
  const never = (): Promise<StagedModel> => new Promise(() => undefined)

  test('close rejects what is pending and what comes after, and may be called twice', async () => {
    const client = connect(fakeStaging(never))
    const pending = client.ensure(SOURCE)
    client.close()
    client.close()
    await expect(pending).rejects.toMatchObject({ code: 'Cancelled' })
    await expect(client.pause(SOURCE)).rejects.toMatchObject({ code: 'Cancelled' })
  })

  test('a worker that does not answer the hello', async () => {
    const { port1, port2 } = new MessageChannel()
    open.push(port2)
    const client = createStagingClient({ connect: () => port1, locks, helloTimeoutMs: 10 })
    await expect(client.pause(SOURCE)).rejects.toMatchObject({
      code: 'ProtocolMismatch',
      figures: { timeoutMs: 10 },
    })
  })

  test('a worker that sends what cannot be read', async () => {
    const { port1, port2 } = new MessageChannel()
    open.push(port2)
    const client = createStagingClient({ connect: () => port1, locks })
    const pending = client.pause(SOURCE)
    port2.postMessage({ type: 'verified', id: '1', verification: 'all of it' })
    await expect(pending).rejects.toMatchObject({ code: 'ProtocolMismatch' })
  })
})

describe('a hostile or old tab', () => {
  test('another protocol gets a typed refusal, and no service', async () => {
    const port = rawPort(fakeStaging())
    port.post({ type: 'hello', protocol: STAGING_PROTOCOL + 1 })
    expect(await port.next()).toMatchObject({ type: 'unwelcome', error: { code: 'ProtocolMismatch' } })
    port.post({ type: 'pause', id: 'a', source: SOURCE })
    expect(await port.next()).toMatchObject({ type: 'failed', id: 'a', error: { code: 'ProtocolMismatch' } })
  })

  test('malformed messages change nothing, and the next good one is answered', async () => {
    const staging = fakeStaging()
    const port = rawPort(staging)
    port.post({ type: 'hello', protocol: STAGING_PROTOCOL })
    const bad = [null, 7, 'pause', [], { type: 'drop' }, { type: 'remove', id: 1, source: SOURCE }]
    for (const message of [...bad, { type: 'ensure', id: 'x'.repeat(65), source: SOURCE }]) port.post(message)
    port.post({ type: 'pause', id: 'b', source: SOURCE })
    expect(await port.next()).toMatchObject({ type: 'welcome' })
    expect(await port.next()).toMatchObject({ type: 'done', id: 'b' })
    expect(staging.removed).toEqual([])
  })
})
