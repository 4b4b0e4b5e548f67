import { deleteDB } from 'idb'
import { afterEach, expect, test } from 'vitest'
import type { Library } from '../protocol/library'
import { joinLobby } from '../protocol/lobby'
import { createStagingClient, type StagingClient } from './client'

const MODEL = new URL('./fixtures/half.onnx', import.meta.url).href

const open: StagingClient[] = []
afterEach(() => {
  for (const client of open.splice(0)) client.close()
})

/** A tab's client of the real worker; each call is one more port into the same one. */
function tab(): StagingClient {
  const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'sublet-staging',
  })
  const client = createStagingClient({
    connect: () => worker.port,
    locks: navigator.locks,
    onLibrary: (library) => told(library),
  })
  open.push(client)
  return client
}

let told: (library: Library) => void = () => undefined

/** Resolves when staging tells of exactly these models, all of them staged. */
function staged(sources: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    told = ({ models }) => {
      const whole = models.filter(({ at }) => at.state === 'staged').map(({ source }) => source)
      if (JSON.stringify(whole) === JSON.stringify(sources)) resolve()
    }
  })
}

test('two tabs stage, list and remove models in one SharedWorker', async () => {
  const [one, two] = [tab(), tab()]
  const [first, second] = await Promise.all([one.ensure(MODEL), two.ensure(MODEL)])
  expect(second.digest).toBe(first.digest)
  expect(first.tensors).toMatchObject([{ name: 'w', type: 'float16', dims: [64, 48], bytes: 6144 }])
  const entry = first.tensors[0]
  const file = new Blob(first.files[0]?.segments)
  expect((await file.slice(entry?.offset, (entry?.offset ?? 0) + 6144).arrayBuffer()).byteLength).toBe(6144)
  const there = staged([MODEL])
  two.watch()
  await there
  const gone = staged([])
  await one.remove(MODEL)
  await gone
})

test('files go over to the worker as handles', async () => {
  const bytes = await (await fetch(MODEL)).arrayBuffer()
  const one = tab()
  expect(await one.add([{ path: 'a.onnx', file: new File([bytes], 'a.onnx') }])).toEqual(['local:a.onnx'])
  expect(await one.ensure('local:a.onnx')).toMatchObject({ files: [{ bytes: bytes.byteLength }] })
  await one.remove('local:a.onnx')
})

test('a model that is not there is refused with the URL and the status', async () => {
  const missing = new URL('./fixtures/missing.onnx', import.meta.url).href
  await expect(tab().ensure(missing)).rejects.toMatchObject({
    code: 'ModelNotFound',
    figures: { url: missing },
  })
})

test("without SharedWorker one of the tabs' workers serves them all, and another one takes over when it dies", async () => {
  const name = `staging-${crypto.randomUUID()}`
  const spawn = (): Worker => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name })
  const first = spawn()
  const clients = [1, 2].map(() =>
    createStagingClient({ connect: () => joinLobby(name), locks: navigator.locks }),
  )
  open.push(...clients)
  const [one, two] = clients
  await one?.library()
  const second = spawn()
  expect((await two?.ensure(MODEL))?.source).toBe(MODEL)
  first.terminate()
  // Said to a worker that is no more, and again to the one that follows.
  const answers = await Promise.all([one?.ensure(MODEL), two?.verify(MODEL)])
  expect(answers).toMatchObject([{ source: MODEL }, { damage: [] }])
  for (const client of clients) client.close()
  second.terminate()
  await deleteDB(name)
})
