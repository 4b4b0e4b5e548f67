import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON, Textbox } from 'sublet'

interface Given {
  /** [3, 32] to [3, 48]. */
  matmul: string
  /** [1, 8, 12, 12]. */
  conv: string
  /** `ids` of [batch, sequence]. */
  symbolic: string
  options: ort.InferenceSession.SessionOptions[]
  run: ort.InferenceSession.RunOptions[]
}

const { create } = ort.InferenceSession
const inLease = GPU({ duration: 60 }, async (task: () => Promise<unknown>) => task())

/** What the runtime itself prints, which was made before it was. */
const printed: string[] = []
for (const level of ['log', 'warn', 'error'] as const) {
  const before = console[level]
  console[level] = (...values: unknown[]) => {
    printed.push(values.join(' '))
    before.apply(console, values)
  }
}

function ramp(dims: readonly number[]): ort.Tensor {
  const length = dims.reduce((product, dim) => product * dim, 1)
  return new ort.Tensor(
    Float32Array.from({ length }, (_, at) => Math.sin(at)),
    dims,
  )
}

async function outcome(task: () => Promise<unknown>): Promise<unknown> {
  try {
    return await task()
  } catch (error) {
    const { code, figures, name, message } = error as Error & { code?: string; figures?: unknown }
    return { code: code ?? name, figures, message }
  }
}

function described(tensor: ort.Tensor | undefined): unknown {
  return tensor && { location: tensor.location, dims: [...tensor.dims] }
}

async function first(session: ort.InferenceSession, x: ort.Tensor): Promise<number[]> {
  const output = (await session.run({ x }))[session.outputNames[0] ?? ''] as ort.Tensor
  return Array.from((await output.getData()) as Float32Array)
}

const CASES: Record<string, (given: Given) => Promise<unknown>> = {
  async passed({ matmul, options }) {
    const sessions = await Promise.all(options.map((each) => create(matmul, each)))
    return inLease(async () => {
      const outputs: number[][] = []
      for (const session of sessions) outputs.push(await first(session, ramp([3, 32])))
      for (const session of sessions) await session.release()
      return outputs
    })
  },
  async convolved({ conv, options }) {
    const sessions = await Promise.all(options.map((each) => create(conv, each)))
    return inLease(async () => {
      const outputs: number[][] = []
      for (const session of sessions) outputs.push(await first(session, ramp([1, 8, 12, 12])))
      for (const session of sessions) await session.release()
      return outputs
    })
  },
  refused: ({ matmul, options }) => Promise.all(options.map((each) => outcome(() => create(matmul, each)))),
  async logged({ matmul }) {
    const session = await create(matmul, {
      logId: 'log-of-the-test',
      logSeverityLevel: 0,
      logVerbosityLevel: 4,
    })
    await inLease(() => session.run({ x: ramp([3, 32]) }, { tag: 'tag-of-the-test', logSeverityLevel: 0 }))
    await session.release()
    return ['log-of-the-test', 'tag-of-the-test'].map((text) => printed.some((line) => line.includes(text)))
  },
  async located({ matmul }) {
    const everywhere = await create(matmul, { preferredOutputLocation: 'gpu-buffer' })
    const [name = ''] = everywhere.outputNames
    const byName = await create(matmul, { preferredOutputLocation: { [name]: 'gpu-buffer' } })
    const pinned = await create(matmul, { preferredOutputLocation: 'cpu-pinned' })
    return inLease(async () => {
      const x = ramp([3, 32])
      const tensors = [await everywhere.run({ x }), await byName.run({ x }), await pinned.run({ x })].map(
        (outputs) => outputs[name] as ort.Tensor,
      )
      const locations = tensors.map(described)
      const values = []
      for (const tensor of tensors) values.push(Array.from((await tensor.getData(true)) as Float32Array))
      for (const session of [everywhere, byName, pinned]) await session.release()
      return { locations, after: tensors.map(described), values }
    })
  },
  async fetched({ matmul }) {
    const session = await create(matmul, { preferredOutputLocation: 'gpu-buffer' })
    const [name = ''] = session.outputNames
    return inLease(async () => {
      const device = await ort.env.webgpu.device
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
      const buffer = device.createBuffer({ size: 3 * 48 * 4, usage })
      const room = ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: [3, 48] })
      const x = ramp([3, 32])
      const written = await session.run({ x }, { [name]: room })
      const named = await session.run({ x }, [name])
      const byNull = await session.run({ x }, { [name]: null })
      const copy = device.createBuffer({
        size: 3 * 48 * 4,
        usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
      })
      const encoder = device.createCommandEncoder()
      encoder.copyBufferToBuffer(buffer, 0, copy, 0, 3 * 48 * 4)
      device.queue.submit([encoder.finish()])
      await copy.mapAsync(GPUMapMode.READ)
      const values = [Array.from(new Float32Array(copy.getMappedRange().slice(0)))]
      for (const outputs of [named, byNull])
        values.push(Array.from((await outputs[name]?.getData()) as Float32Array))
      const same = written[name] === room
      await session.release()
      return { same, values }
    })
  },
  async overridden({ symbolic }) {
    const session = await create(symbolic, { freeDimensionOverrides: { batch: 2, sequence: 9 } })
    const ids = (length: number, dims: number[]) =>
      new ort.Tensor(
        'int64',
        Array.from({ length }, (_, at) => BigInt(at % 90)),
        dims,
      )
    return inLease(async () => ({
      shape: session.inputMetadata.map((input) => input.isTensor && input.shape),
      fits: described((await session.run({ ids: ids(18, [2, 9]) })).y),
      other: await outcome(() => session.run({ ids: ids(9, [1, 9]) })),
    }))
  },
  async described({ matmul, symbolic }) {
    const sessions = [await create(matmul), await create(symbolic)]
    return sessions.map(({ inputNames, outputNames, inputMetadata, outputMetadata }) => ({
      inputNames,
      outputNames,
      inputMetadata,
      outputMetadata,
    }))
  },
  async runOptions({ matmul, run }) {
    const session = await create(matmul)
    const x = ramp([3, 32])
    const outcomes = await inLease(async () => {
      const each: unknown[] = []
      for (const options of run) {
        each.push(
          await outcome(async () =>
            Array.from(
              (await session.run({ x }, options))[session.outputNames[0] ?? '']?.data as Float32Array,
            ),
          ),
        )
      }
      return each
    })
    await session.release()
    return outcomes
  },
  async profiled({ matmul }) {
    const session = await create(matmul, { enableProfiling: true, profileFilePrefix: 'of-the-test' })
    return inLease(async () => {
      session.startProfiling()
      const before = await first(session, ramp([3, 32]))
      session.endProfiling()
      const after = await first(session, ramp([3, 32]))
      await session.release()
      return [before, after]
    })
  },
}

export default Interface({
  title: 'ort-options',
  inputs: [Textbox(), JSON()],
  outputs: [JSON()],
  fn: async (name, given) => CASES[name]?.(given as Given),
})
