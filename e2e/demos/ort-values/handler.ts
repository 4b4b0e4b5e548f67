import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON, Textbox } from 'sublet'

const { Tensor, env } = ort
const inLease = GPU({ duration: 60 }, async (task: () => Promise<unknown>) => task())

const warned: string[] = []
const { warn } = console
console.warn = (...values: unknown[]) => {
  warned.push(values.join(' '))
  warn.apply(console, values)
}

async function outcome(task: () => unknown): Promise<unknown> {
  try {
    const value = await task()
    return value === undefined ? 'done' : value
  } catch (error) {
    const { code, name, message } = error as Error & { code?: string }
    return { code: code ?? name, message }
  }
}

/** A 2x2 image: red, green, blue, white. */
const IMAGE = new ImageData(
  new Uint8ClampedArray([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255]),
  2,
  2,
)
const values = (tensor: ort.Tensor) => ({
  type: tensor.type,
  dims: [...tensor.dims],
  size: tensor.size,
  location: tensor.location,
  data: Array.from(tensor.data as Float32Array, Number),
})

/** What a library does before its first session; none of it may reach the engine. */
const FLAGS = {
  wasm: {
    numThreads: 8,
    simd: 'relaxed',
    proxy: true,
    wasmPaths: 'https://cdn.example/ort/',
    wasmBinary: new Uint8Array(8),
    initTimeout: 1,
  },
  webgpu: {
    powerPreference: 'low-power',
    forceFallbackAdapter: true,
    adapter: 'none',
    device: 'none',
    profilingMode: 'default',
    validateInputContent: true,
  },
  webgl: { contextId: 'webgl', matmulMaxBatchSize: 1, textureCacheMode: 'full', pack: true, async: true },
}
function groupOf(name: string): object {
  const group: unknown = Reflect.get(env, name)
  if (typeof group !== 'object' || group === null) throw new Error(`env.${name} is no group`)
  return group
}

for (const [group, flags] of Object.entries(FLAGS)) {
  for (const [flag, value] of Object.entries(flags)) Reflect.set(groupOf(group), flag, value)
}
env.webgpu.profiling.mode = 'default'
env.webgpu.profiling.ondata = () => undefined
const deviceAtModuleScope = await outcome(() => env.webgpu.device)
const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx')

const CASES: Record<string, () => Promise<unknown>> = {
  async constructors() {
    return [
      new Tensor('float32', [1, 2, 3, 4], [2, 2]),
      new Tensor(new Int32Array([1, 2])),
      new Tensor([true, false]),
      new Tensor('int64', [1, 2]),
      new Tensor(new Uint8ClampedArray([1, 2])),
      new Tensor('uint4', new Uint8Array([0x21]), [2]),
      Tensor.fromPinnedBuffer('float32', new Float32Array([1, 2]), [2]),
      new Tensor('float32', [1, 2, 3, 4], [2, 2]).reshape([4]),
    ].map(values)
  },
  async strings() {
    const tensor = new Tensor(['a', 'b'])
    return [tensor.type, tensor.data]
  },
  async states() {
    const tensor = new Tensor(new Float32Array([1, 2]))
    const data = Array.from((await tensor.getData()) as Float32Array)
    const elsewhere = await Promise.all(
      (['gpuBuffer', 'texture', 'mlTensor'] as const).map((name) => outcome(() => tensor[name])),
    )
    tensor.dispose()
    return { data, elsewhere, location: tensor.location, after: await outcome(() => tensor.data) }
  },
  async images() {
    const bitmap = await createImageBitmap(IMAGE)
    const rgb = await Tensor.fromImage(IMAGE, { norm: { mean: 255, bias: 0 } })
    const back = rgb.toImageData({ format: 'RGB', tensorLayout: 'NCHW', norm: { mean: 255, bias: 0 } })
    return {
      rgb: values(rgb),
      bgr: values(await Tensor.fromImage(IMAGE, { tensorFormat: 'BGR', norm: { mean: 255, bias: 0 } })),
      bitmap: values(await Tensor.fromImage(bitmap, { norm: { mean: 255, bias: 0 } })),
      typed: values(await Tensor.fromImage(IMAGE, { dataType: 'uint8', norm: { mean: 1, bias: 0 } })),
      layout: await outcome(async () => values(await Tensor.fromImage(IMAGE, { tensorLayout: 'NHWC' }))),
      resized: (await Tensor.fromImage(IMAGE, { resizedHeight: 4, resizedWidth: 3 })).dims,
      back: Array.from(back.data),
      url: await outcome(async () => (await Tensor.fromImage('data:image/png;base64,AAAA')).dims),
      dataUrl: await outcome(() => rgb.toDataURL({ format: 'RGB', tensorLayout: 'NCHW' })),
    }
  },
  async elsewhere() {
    const texture = Tensor.fromTexture({} as WebGLTexture, { height: 8, width: 8, format: 'RGBA' })
    const ml = Tensor.fromMLTensor({ destroy: () => undefined } as never, {
      dataType: 'float32',
      dims: [1, 1, 8, 8],
    })
    const pinned = Tensor.fromPinnedBuffer('float32', new Float32Array(64), [1, 1, 8, 8])
    return inLease(async () => {
      const outcomes = []
      for (const pixels of [texture, ml, pinned]) outcomes.push(await outcome(() => session.run({ pixels })))
      return outcomes
    })
  },
  async onGpu() {
    return inLease(async () => {
      const device = await env.webgpu.device
      const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
      const data = Float32Array.from({ length: 64 }, (_, at) => Math.abs(Math.sin(at)))
      const buffer = device.createBuffer({ size: 256, usage })
      device.queue.writeBuffer(buffer, 0, data)
      let disposed = 0
      const pixels = Tensor.fromGpuBuffer(buffer, {
        dataType: 'float32',
        dims: [1, 1, 8, 8],
        download: async () => data,
        dispose: () => {
          disposed += 1
        },
      })
      const fromGpu = Array.from((await session.run({ pixels })).logits?.data as Float32Array)
      const fromCpu = (await session.run({ pixels: new Tensor(data, [1, 1, 8, 8]) })).logits
        ?.data as Float32Array
      const downloaded = Array.from((await pixels.getData(true)) as Float32Array)
      return { fromGpu, fromCpu: Array.from(fromCpu), downloaded, disposed, location: pixels.location }
    })
  },
  async flags() {
    const device = (await inLease(async () => {
      const leased = await env.webgpu.device
      return leased === (await (await navigator.gpu.requestAdapter())?.requestDevice())
    })) as boolean
    const readBack = Object.entries(FLAGS).flatMap(([group, flags]) =>
      Object.entries(flags).filter(
        ([flag, value]) => flag !== 'device' && Reflect.get(groupOf(group), flag) !== value,
      ),
    )
    return { readBack, deviceAtModuleScope, device, warned: warned.filter((text) => text.startsWith('env.')) }
  },
  async general() {
    const wrong = await outcome(() => Reflect.set(env, 'logLevel', 'loud'))
    env.logLevel = 'error'
    env.debug = true
    const seen: unknown[] = []
    const { timeStamp, time, timeEnd } = console
    console.timeStamp = (label) => seen.push(label)
    console.time = (label) => seen.push(`begin ${label}`)
    console.timeEnd = (label) => seen.push(`end ${label}`)
    env.trace = true
    ort.TRACE('test', 'one')
    ort.TRACE_FUNC_BEGIN('two')
    ort.TRACE_FUNC_END('two')
    ort.TRACE_EVENT_BEGIN('three')
    ort.TRACE_EVENT_END('three')
    env.trace = false
    env.wasm.trace = true
    const { logLevel, debug } = env
    env.logLevel = 'warning'
    env.wasm.trace = false
    Object.assign(console, { timeStamp, time, timeEnd })
    const { common, web, node, 'react-native': native } = env.versions
    return {
      wrong,
      logLevel,
      debug,
      seen,
      versions: [common === web, /^1\./.test(common), node, native],
      context: env.webgl.context,
    }
  },
  backend: () => outcome(() => ort.registerBackend('mine', {} as never, 10)),
}

export default Interface({
  title: 'ort-values',
  inputs: [Textbox()],
  outputs: [JSON()],
  fn: async (name) => CASES[name]?.(),
})
