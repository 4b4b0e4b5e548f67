import { type InferenceSession, Tensor } from 'onnxruntime-web/webgpu'
import { beforeAll, expect, test } from 'vitest'
import { ticketFor } from '../fetch/ticket'
import { modelBytes, numbers, openTestRealm, ramp, runPlain, type TestRealm } from './realm.fixture'
import { createSessionFactory } from './session'

const { create } = createSessionFactory('webgpu')
const X = ramp([3, 32])
const CHAIN = 'matmul-chain'
/** Of its one weight. */
const WEIGHT_BYTES = 6144

let realm: TestRealm
let expected: number[]
beforeAll(async () => {
  realm = await openTestRealm()
  expected = numbers((await runPlain('matmul-2d', { x: X })).matmul_1)
})

function expectClose(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length)
  for (const [at, value] of wanted.entries()) expect(found[at]).toBeCloseTo(value, 4)
}

test('two sessions on one file share its weights: streamed once, counted once, freed with the last', async () => {
  const [one, two] = await Promise.all([create('matmul-2d'), create('matmul-2d')])
  expect([realm.residency.attachments.pending(), realm.meter.held()]).toEqual([WEIGHT_BYTES, 0])
  const before = realm.streamed()
  const outputs = await realm.lease(async () => {
    // Before any run: nothing but the weights is on the device.
    expect(realm.meter.held()).toBe(WEIGHT_BYTES)
    return Promise.all([one.run({ x: X }), two.run({ x: X })])
  })
  expect(realm.streamed() - before).toBe(WEIGHT_BYTES)
  for (const { matmul_1 } of outputs) expectClose(numbers(matmul_1), expected)

  await one.release()
  const withOne = realm.meter.held()
  await realm.lease(async () => {
    await expect(one.run({ x: X })).rejects.toThrow('was released')
    expectClose(numbers((await two.run({ x: X })).matmul_1), expected)
  })
  expect(realm.streamed() - before).toBe(WEIGHT_BYTES)
  await two.release()
  expect(withOne - realm.meter.held()).toBeGreaterThanOrEqual(WEIGHT_BYTES)
  expect(realm.residency.attachments.pending()).toBe(0)
  await expect(two.release()).rejects.toThrow('was released before')
})

test('one of two sessions is released, and the other goes through a detach and attaches again', async () => {
  const [gone, kept] = await Promise.all([create('matmul-2d'), create('matmul-2d')])
  await realm.lease(() => Promise.all([gone.run({ x: X }), kept.run({ x: X })]))
  await gone.release()
  expect(await realm.residency.demote('cool')).toBe('cool')
  expect(realm.residency.attachments.pending()).toBe(WEIGHT_BYTES)
  const { matmul_1 } = await realm.lease(() => kept.run({ x: X }))
  expectClose(numbers(matmul_1), expected)
  expect(await realm.residency.demote('idle')).toBe('idle')
  expect(realm.meter.held()).toBe(0)
  const again = await realm.lease(() => kept.run({ x: X }))
  expectClose(numbers(again.matmul_1), expected)
  await kept.release()
})

test('a session that is created inside a lease is attached at once', async () => {
  await realm.lease(async () => {
    const session = await create('matmul-2d')
    expectClose(numbers((await session.run({ x: X })).matmul_1), expected)
    await session.release()
  })
})

test('runs that are started together are run one after the other, whatever session they are of', async () => {
  const [one, chain] = await Promise.all([create('matmul-2d'), create(CHAIN)])
  const scales = [0.5, 1, 2]
  const plain = await Promise.all(
    scales.map(async (scale) => numbers((await runPlain(CHAIN, { x: ramp([2, 32], scale) })).tanh_80)),
  )
  const [, ...chained] = await realm.lease(() =>
    Promise.all([one.run({ x: X }), ...scales.map((scale) => chain.run({ x: ramp([2, 32], scale) }))]),
  )
  for (const [nth, { tanh_80 }] of chained.entries()) expectClose(numbers(tanh_80), plain[nth] ?? [])
  await Promise.all([one.release(), chain.release()])
})

test('when the signal of the lease has fired, runs that wait are not begun', async () => {
  const session = await create('matmul-2d')
  const outcomes = await realm.lease(async (abort) => {
    const first = session.run({ x: X })
    const second = session.run({ x: X })
    abort(new Error('the time is up'))
    return Promise.allSettled([first, second, session.run({ x: X })])
  })
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { message: 'the time is up' } })
  const { matmul_1 } = await realm.lease(() => session.run({ x: X }))
  expectClose(numbers(matmul_1), expected)
  await session.release()
})

test('outputs stay on the GPU and are fed again, run after run and lease after lease', async () => {
  const session = await create(CHAIN, { preferredOutputLocation: { tanh_80: 'gpu-buffer' } })
  let plain = ramp([2, 32])
  for (let round = 0; round < 4; round++) {
    const { tanh_80 } = await runPlain(CHAIN, { x: plain })
    if (tanh_80 === undefined) throw new Error('no output')
    plain = tanh_80
  }
  let state = ramp([2, 32])
  async function rounds(count: number): Promise<void> {
    for (let round = 0; round < count; round++) {
      const { tanh_80 } = await session.run({ x: state })
      if (tanh_80 === undefined) throw new Error('no output')
      expect(tanh_80.location).toBe('gpu-buffer')
      state.dispose()
      state = tanh_80
    }
  }
  await realm.lease(() => rounds(2))
  // Detached in between: the weights go, and what the runtime made stays.
  await realm.residency.demote('cool')
  await realm.lease(() => rounds(2))
  const found = await realm.lease(() => state.getData(true))
  expectClose(Array.from(found, Number), numbers(plain))
  state.dispose()
  await session.release()
})

test.each([
  ['its session', (session: InferenceSession) => session.release()],
  ['its device', () => realm.residency.demote('idle')],
])('an output that went with %s says so, and may be disposed of', async (_, end) => {
  const session = await create(CHAIN, { preferredOutputLocation: { tanh_80: 'gpu-buffer' } })
  const { tanh_80 } = await realm.lease(() => session.run({ x: ramp([2, 32]) }))
  if (tanh_80 === undefined) throw new Error('no output')
  await end(session)
  expect(tanh_80.location).toBe('none')
  tanh_80.dispose()
  await expect(tanh_80.getData()).rejects.toThrow('disposed')
  // And the runtime still works.
  const other = await create('matmul-2d')
  expectClose(numbers((await realm.lease(() => other.run({ x: X }))).matmul_1), expected)
  await other.release()
})

test('an output is written where the handler wants it', async () => {
  const session = await create('matmul-2d')
  const room = new Tensor('float32', new Float32Array(3 * 48), [3, 48])
  const [byName, whole] = await realm.lease(async () => [
    await session.run({ x: X }, ['matmul_1'], { tag: 'named' }),
    await session.run({ x: X }, { matmul_1: room }),
  ])
  expectClose(numbers(byName.matmul_1), expected)
  expect(Object.keys(whole)).toEqual(['matmul_1'])
  await session.release()
})

test('a captured graph is replayed, also after a detach', async () => {
  const session = await create(CHAIN, { enableGraphCapture: true, preferredOutputLocation: 'gpu-buffer' })
  const wanted = numbers((await runPlain(CHAIN, { x: ramp([2, 32]) })).tanh_80)
  async function run(): Promise<number[]> {
    return realm.lease(async () => {
      const device = realm.residency.leased()
      if (device === undefined) throw new Error('no lease')
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC
      const buffer = device.createBuffer({ size: 256, usage })
      const values = ramp([2, 32]).data
      if (!(values instanceof Float32Array)) throw new Error('no floats')
      device.queue.writeBuffer(buffer, 0, values.slice())
      const x = Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: [2, 32] })
      await session.run({ x })
      await session.run({ x })
      const { tanh_80 } = await session.run({ x })
      return Array.from((await tanh_80?.getData()) ?? [], Number)
    })
  }
  expectClose(await run(), wanted)
  await realm.residency.demote('cool')
  expectClose(await run(), wanted)
  await session.release()
})

test('a session on the CPU runs at module scope, without a lease and without a byte on the GPU', async () => {
  const held = realm.meter.held()
  const session = await create('matmul-2d', { executionProviders: ['wasm'] })
  expectClose(numbers((await session.run({ x: X })).matmul_1), expected)
  expect([realm.meter.held(), realm.residency.attachments.pending()]).toEqual([held, 0])
  await realm.lease(async (abort) => {
    expectClose(numbers((await session.run({ x: X })).matmul_1), expected)
    abort(new Error('over'))
    await expect(session.run({ x: X })).rejects.toThrow('over')
  })
  await session.release()
  await expect(session.run({ x: X })).rejects.toThrow('was released')
})

test('every form of a model is understood', async () => {
  const bytes = await modelBytes('matmul-2d')
  const padded = new Uint8Array(bytes.length + 16)
  padded.set(bytes, 8)
  const url = URL.createObjectURL(new Blob([bytes]))
  const cpu = { executionProviders: ['cpu'] }
  const sessions = [
    await create('matmul-2d', cpu),
    await create(bytes, cpu),
    await create(padded.subarray(8, 8 + bytes.length), cpu),
    await create(bytes.buffer, cpu),
    await create(padded.buffer, 8, bytes.length, cpu),
    await create(url, cpu),
    await create(ticketFor('matmul-2d'), cpu),
    await create(ticketFor('matmul-2d').buffer, cpu),
  ]
  expect(
    realm.staged.slice(-8).map((model) => (typeof model === 'string' ? model : model.file.size)),
  ).toEqual(['matmul-2d', ...Array.from({ length: 5 }, () => bytes.length), 'matmul-2d', 'matmul-2d'])
  for (const session of sessions) {
    expectClose(numbers((await session.run({ x: X })).matmul_1), expected)
    await session.release()
  }
})

test('what is no model is told as ONNX Runtime tells it', async () => {
  const make = (...args: unknown[]) => Reflect.apply(create, undefined, args)
  await expect(make(7)).rejects.toThrow("must be 'path' or 'buffer'")
  await expect(make('matmul-2d', 7)).rejects.toThrow("'options' must be an object")
  await expect(make(new ArrayBuffer(4), 4)).rejects.toThrow('out of range [0, 4)')
  await expect(make(new ArrayBuffer(4), 1, 4)).rejects.toThrow('out of range (0, 3]')
  await expect(make(new ArrayBuffer(4), 0.5)).rejects.toThrow('must be an integer')
  await expect(make(new ArrayBuffer(4), 0, '4')).rejects.toThrow('must be a number')
})

test('a run with other inputs than the model has is told as ONNX Runtime tells it', async () => {
  const session = await create('matmul-2d')
  const run = (feeds: unknown) => Reflect.apply(session.run, session, [feeds])
  await expect(run({ x: X })).rejects.toMatchObject({ code: 'GpuNotAttached' })
  await realm.lease(async () => {
    await expect(run(null)).rejects.toThrow("'feeds' must be an object")
    await expect(run(X)).rejects.toThrow("'feeds' must be an object")
    await expect(run({})).rejects.toThrow("'x' is missing")
    await expect(run({ x: X, w: X })).rejects.toThrow("invalid input 'w'")
    await expect(session.run({ x: X }, ['nothing'])).rejects.toThrow('invalid output name')
    await expect(session.run({ x: X }, { terminate: true })).rejects.toThrow('terminate')
    expectClose(numbers((await session.run({ x: X })).matmul_1), expected)
  })
  await session.release()
})
