import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { profileSchema, type RunnerProfile } from '../../protocol/profile'
import type { FromRunner } from '../../protocol/runner'
import { openTestRealm, ramp, type TestRealm } from '../ort/realm.fixture'
import { createSessionFactory } from '../ort/session'
import { createRecorder, type Recorder } from './recorder'

let realm: TestRealm
let recorder: Recorder | undefined
let told: (message: FromRunner) => void = () => undefined

beforeAll(async () => {
  realm = await openTestRealm(() => recorder)
  const { residency, meter } = realm
  recorder = createRecorder({ leased: residency.leased, peak: meter.peak, post: (message) => told(message) })
})

/** The profile of a lease in which the task ran. */
async function profileOf(
  timed: boolean,
  task: () => Promise<unknown>,
): Promise<RunnerProfile & { tookMs: number }> {
  const posted = Promise.withResolvers<FromRunner>()
  told = posted.resolve
  const began = performance.now()
  const recording = recorder?.begin({ request: '7', timed })
  await realm.lease(async () => {
    recording?.started()
    await task()
    recording?.end()
  })
  const tookMs = performance.now() - began
  const message = await posted.promise
  if (message.type !== 'profile' || message.request !== '7')
    throw new Error('that is no profile of this lease')
  return { ...v.parse(profileSchema, message.profile), tookMs }
}

const usage = GPUBufferUsage.STORAGE

test('a cold lease, and a warm one: what was attached, what the session ran, in order and within the lease', async () => {
  const session = await createSessionFactory('webgpu').create('matmul-2d')
  const run = () => session.run({ x: ramp([3, 32]) })
  const before = realm.streamed()
  const cold = await profileOf(false, async () => {
    await run()
    await run()
    realm.residency.leased()?.createBuffer({ size: 1 << 20, usage })
  })
  expect(cold.spans.map(({ kind }) => kind).sort()).toEqual(['compile', 'run', 'run', 'stream'])
  const [stream] = cold.spans.filter(({ kind }) => kind === 'stream')
  expect(stream?.bytes).toBe(realm.streamed() - before)
  expect(cold.endedAt).toBeLessThan(cold.tookMs + 0.1)
  const [first, second] = cold.spans.filter(({ kind }) => kind === 'run')
  if (first === undefined || second === undefined) throw new Error('two runs were recorded')
  expect(first).toMatchObject({ name: 'matmul-2d' })
  expect(first.dispatches).toBeGreaterThan(0)
  expect(first.at).toBeGreaterThanOrEqual(cold.startedAt)
  expect(second.at).toBeGreaterThanOrEqual(first.at + first.ms)
  expect(second.at + second.ms).toBeLessThanOrEqual(cold.endedAt)
  // To a few percent: the thread can lose its core between two looks at the clock.
  expect(cold.busyMs / (first.ms + second.ms)).toBeCloseTo(1, 1)
  expect(cold.timing).toBe('off')

  const warm = await profileOf(false, run)
  expect(warm.spans.map(({ kind }) => kind)).toEqual(['run'])
})

test('work of the handler itself is told from its submit to its end, and its passes where that is asked for', async () => {
  const { spans, timing, busyMs } = await profileOf(true, async () => {
    const device = realm.residency.leased()
    if (device === undefined) throw new Error('no lease is held')
    const module = device.createShaderModule({
      code: `@group(0) @binding(0) var<storage, read_write> sums: array<f32>;
        @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
          // Long beside what the thread can lose between two looks at the clock.
          var sum = 0.0;
          for (var nth = 0u; nth < 100000u; nth++) { sum += sin(f32(nth * id.x)); }
          sums[id.x] = sum;
        }`,
    })
    const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } })
    const buffer = device.createBuffer({ size: 4 * 64 * 64, usage })
    const entries = [{ binding: 0, resource: { buffer } }]
    const bindings = device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries })
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass({ label: 'sums' })
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, bindings)
    for (let nth = 0; nth < 3; nth++) pass.dispatchWorkgroups(64)
    pass.end()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
    // What the CPU does then is not the GPU's.
    await new Promise((resolve) => setTimeout(resolve, 50))
  })
  const [submit, pass] = spans
  expect(spans.map(({ kind }) => kind)).toEqual(timing === 'on' ? ['submit', 'pass'] : ['submit'])
  expect(submit).toMatchObject({ submits: 1, dispatches: 3 })
  expect(busyMs / (submit?.ms ?? 0)).toBeCloseTo(1, 1)
  if (pass === undefined || submit === undefined) return
  expect(pass).toMatchObject({ name: 'sums', dispatches: 3 })
  expect(pass.ms).toBeGreaterThan(0)
  expect(pass.at).toBeGreaterThanOrEqual(submit.at)
  expect(pass.ms).toBeLessThanOrEqual(submit.ms + 1)
})

test('passes of ONNX Runtime are timed as those of a handler', async () => {
  const session = await createSessionFactory('webgpu').create('matmul-2d')
  const { spans, timing } = await profileOf(true, () => session.run({ x: ramp([3, 32]) }))
  const passes = spans.filter(({ kind }) => kind === 'pass')
  expect(passes.length > 0).toBe(timing === 'on')
  expect(spans.find(({ kind }) => kind === 'run')?.submits).toBeGreaterThan(0)
})

test('what a session submits while it is made is no work of the handler', async () => {
  const { spans, busyMs } = await profileOf(false, async () => {
    await recorder?.span('compile', 'm', async () => realm.residency.leased()?.queue.submit([]))
  })
  expect(spans.map(({ kind }) => kind)).toEqual(['compile'])
  expect(busyMs).toBe(0)
})

test('of spans without end the sums are told', async () => {
  const { spans, left } = await profileOf(false, async () => {
    for (let nth = 0; nth < 510; nth++) await recorder?.span('cpu', 'm', async () => undefined)
  })
  expect(spans).toHaveLength(500)
  expect(left.spans).toBe(10)
})

test('outside a lease a task is just done', async () => {
  expect(await recorder?.span('cpu', 'm', async () => 'done')).toBe('done')
})
