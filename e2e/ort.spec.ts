import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from '@playwright/test'
import * as v from 'valibot'
import { filesToServe } from './conformance/sides'
import { type Hub, startHub } from './hub/hub'
import { type Plain, plainRun } from './ort/plain'

const MODELS = 'e2e/conformance/models'
const numbers = v.array(v.number())
const refusal = v.object({
  code: v.string(),
  message: v.string(),
  figures: v.optional(v.record(v.string(), v.unknown())),
})

let hub: Hub
let context: BrowserContext
let site: Page
let plain: Page
let matmul: Plain

test.describe.configure({ timeout: 60_000 })

test.beforeAll(async ({ browser, baseURL }) => {
  hub = await startHub({ files: filesToServe() })
  context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  plain = await context.newPage()
  await plain.goto(`${hub.url}/plain.html`)
  await plain.waitForFunction(() => window.ort !== undefined)
  matmul = await plainRun(plain, 'matmul-2d.onnx', [3, 32])
  site = await context.newPage()
  await site.goto('./')
  await site.waitForFunction(() => window.sublet !== undefined)
})

test.afterAll(async () => {
  await context.close()
  await hub.close()
})

const urlOf = (name: string): string => `${hub.url}/models/${name}.onnx`
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(`${MODELS}/${file}`))

/** One case of one of the demos; what it found. */
async function ask<T>(
  schema: v.GenericSchema<unknown, T>,
  demo: string,
  name: string,
  given: Record<string, unknown> = {},
): Promise<T> {
  const inputs = demo === 'ort-models' || demo === 'ort-options' ? [name, given] : [name]
  const found = await site.evaluate(
    async ([demo, inputs]): Promise<unknown> => {
      try {
        return { found: (await window.sublet.predict(demo, inputs))[0] }
      } catch (error) {
        return { failed: String(error) }
      }
    },
    [demo, inputs] as const,
  )
  expect(found).not.toHaveProperty('failed')
  return v.parse(v.object({ found: schema }), found).found
}

/** One `expect` for all: each of them costs Playwright milliseconds. */
function expectClose(found: readonly number[] | undefined, wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length)
  const differences = wanted.map((value, at) => Math.abs(value - (found?.[at] ?? Number.NaN)))
  expect(Math.max(...differences)).toBeLessThan(1e-4)
}

test.describe('models', () => {
  const model = (): Record<string, unknown> => ({ url: urlOf('matmul-2d'), bytes: bytesOf('matmul-2d.onnx') })
  const external = (): Record<string, unknown> => ({
    external: {
      bytes: bytesOf('external-one.onnx'),
      path: 'external-one.onnx_data',
      data: bytesOf('external-one.onnx_data'),
    },
  })

  test('a URL, bytes, a buffer, a part of one and a ticket give the outputs of plain ONNX Runtime', async () => {
    const found = await ask(v.record(v.string(), numbers), 'ort-models', 'forms', model())
    expect(Object.keys(found)).toHaveLength(9)
    for (const outputs of Object.values(found)) expectClose(outputs, matmul.outputs)
  })

  test('a model given as bytes inside a lease is attached at once', async () => {
    expectClose(await ask(numbers, 'ort-models', 'inLease', model()), matmul.outputs)
  })

  test('a library that fetches the file itself gets a ticket of a few bytes', async () => {
    const schema = v.looseObject({ length: v.number(), told: v.number(), other: refusal })
    const { length, told, other, ...rest } = await ask(schema, 'ort-models', 'tickets', model())
    expect([length, length < 200]).toEqual([told, true])
    expect(rest).toEqual({ status: 200, part: [206, 'bytes 0-0', 1], data: 'model.onnx' })
    // Everything else is refused by the policy of the frame.
    expect(other.code).toBe('TypeError')
  })

  test('external data is given as bytes, a Blob, a buffer or a URL that a runner reads', async () => {
    const { outputs } = await plainRun(plain, 'external-one.onnx', [3, 32], {
      externalData: [{ path: 'external-one.onnx_data', data: '/models/external-one.onnx_data' }],
    })
    const found = await ask(v.record(v.string(), numbers), 'ort-models', 'external', external())
    expect(Object.keys(found)).toEqual(['bytes', 'blob', 'buffer', 'blobUrl', 'cpu'])
    for (const each of Object.values(found)) expectClose(each, outputs)
  })

  test('external data by a URL is refused for a model given as bytes, and data that is not given is named', async () => {
    for (const name of ['externalByUrl', 'externalByName']) {
      expect(await ask(refusal, 'ort-models', name, external())).toMatchObject({
        code: 'ModelUnsupported',
        figures: { path: 'external-one.onnx_data' },
      })
    }
    expect(await ask(refusal, 'ort-models', 'externalNotGiven', external())).toMatchObject({
      code: 'ModelNotFound',
      figures: { location: 'external-one.onnx_data' },
    })
    expect((await ask(refusal, 'ort-models', 'noModel')).code).toBe('ModelCorrupt')
  })
})

test.describe('options', () => {
  const given = (options: readonly object[] = []): Record<string, unknown> => ({
    matmul: urlOf('matmul-2d'),
    conv: urlOf('conv-2d'),
    symbolic: urlOf('torch-transformer'),
    options,
    run: [],
  })

  test('session options pass through, and outputs are those of plain ONNX Runtime', async () => {
    const options = [
      {},
      ...['disabled', 'basic', 'extended', 'layout', 'all'].map((level) => ({
        graphOptimizationLevel: level,
      })),
      { enableCpuMemArena: true, enableMemPattern: true },
      { executionMode: 'parallel' },
      { executionMode: 'sequential', intraOpNumThreads: 2, interOpNumThreads: 2 },
      { extra: { session: { set_denormal_as_zero: '1', disable_prepacking: '1' } } },
      { logId: 'of-the-test', logSeverityLevel: 3, logVerbosityLevel: 1 },
      { executionProviders: ['cuda', 'webgpu'] },
      { executionProviders: [{ name: 'webgpu' }, 'wasm'] },
      { executionProviders: [] },
    ]
    const found = await ask(v.array(numbers), 'ort-options', 'passed', given(options))
    expect(found).toHaveLength(options.length)
    for (const outputs of found) expectClose(outputs, matmul.outputs)
  })

  test('options of the WebGPU provider pass through, and the device is that of the lease', async () => {
    const { outputs } = await plainRun(plain, 'conv-2d.onnx', [1, 8, 12, 12])
    const modes = ['disabled', 'lazyRelease', 'simple', 'bucket']
    const providers = [
      { preferredLayout: 'NHWC' },
      { preferredLayout: 'NCHW', enableRobustness: true },
      { forceCpuNodeNames: ['conv'] },
      ...['disabled', 'wgpuOnly', 'basic', 'full'].map((validationMode, at) => ({
        validationMode,
        storageBufferCacheMode: modes[at],
        uniformBufferCacheMode: modes[(at + 1) % 4],
        queryResolveBufferCacheMode: modes[(at + 2) % 4],
        defaultBufferCacheMode: modes[(at + 3) % 4],
      })),
      { device: 'no device' },
    ]
    const options = providers.map((each) => ({ executionProviders: [{ name: 'webgpu', ...each }] }))
    const found = await ask(v.array(numbers), 'ort-options', 'convolved', given(options))
    expect(found).toHaveLength(options.length)
    for (const each of found) expectClose(each, outputs)
  })

  const wrong: [option: string, options: object][] = [
    ['graphOptimizationLevel', { graphOptimizationLevel: 'most' }],
    ['executionMode', { executionMode: 'both' }],
    ['logSeverityLevel', { logSeverityLevel: 7 }],
    ['logVerbosityLevel', { logVerbosityLevel: 0.5 }],
    ['freeDimensionOverrides.batch', { freeDimensionOverrides: { batch: -1 } }],
    ['preferredOutputLocation', { preferredOutputLocation: 'ml-tensor' }],
    ['preferredOutputLocation', { preferredOutputLocation: 'texture' }],
    ['preferredOutputLocation', { preferredOutputLocation: 'none' }],
    ['enableGraphCapture', { enableGraphCapture: 'yes' }],
    ['optimizedModelFilePath', { optimizedModelFilePath: 'model.ort' }],
    ['extra', { extra: 'none' }],
    ['executionProviders.0', { executionProviders: [{ name: 'webgpu', preferredLayout: 'NDHWC' }] }],
    ['executionProviders.0', { executionProviders: [{ name: 'webgpu', validationMode: 'none' }] }],
    ['executionProviders.0', { executionProviders: [{ name: 'webgpu', storageBufferCacheMode: 'all' }] }],
  ]
  test('a wrong value is refused when the session is created, by the name of its option', async () => {
    const options = wrong.map(([, each]) => each)
    const found = await ask(v.array(refusal), 'ort-options', 'refused', given(options))
    for (const [at, [option]] of wrong.entries()) {
      expect(found[at]).toMatchObject({
        code: 'ModelUnsupported',
        figures: { option: expect.stringContaining(option) },
      })
    }
  })

  test('other providers are refused with what is offered', async () => {
    const names = ['webgl', 'webnn', 'cuda', 'dml', 'coreml', 'nnapi', 'tensorrt', 'qnn', 'xnnpack']
    const options = names.map((name) => ({ executionProviders: [name] }))
    const found = await ask(v.array(refusal), 'ort-options', 'refused', given(options))
    for (const [at, name] of names.entries()) {
      expect(found[at]).toMatchObject({ code: 'ModelUnsupported', figures: { asked: name } })
    }
  })

  test('the log of ONNX Runtime has the id of the session', async () => {
    const [log] = await ask(v.array(v.boolean()), 'ort-options', 'logged', given())
    expect(log).toBe(true)
  })

  test('outputs stay on the GPU where they are wanted there, all or by name', async () => {
    const schema = v.object({ locations: v.unknown(), after: v.unknown(), values: v.array(numbers) })
    const { locations, after, values } = await ask(schema, 'ort-options', 'located', given())
    const at = (location: string) => ({ location, dims: [3, 48] })
    expect(locations).toEqual([at('gpu-buffer'), at('gpu-buffer'), at('cpu')])
    expect(after).toEqual([at('cpu'), at('cpu'), at('cpu')])
    for (const each of values) expectClose(each, matmul.outputs)
  })

  test('outputs are fetched by name, all, or into a buffer of the handler', async () => {
    const schema = v.object({ same: v.boolean(), values: v.array(numbers) })
    const { same, values } = await ask(schema, 'ort-options', 'fetched', given())
    expect([same, values.length]).toEqual([true, 3])
    for (const each of values) expectClose(each, matmul.outputs)
  })

  test('a free dimension that is overridden is fixed', async () => {
    const schema = v.object({ shape: v.unknown(), fits: v.unknown(), other: refusal })
    const { shape, fits, other } = await ask(schema, 'ort-options', 'overridden', given())
    expect(shape).toEqual([[2, 9]])
    expect(fits).toEqual({ location: 'cpu', dims: [2, 9, 96] })
    expect(other.message).toContain('nvalid dimensions')
    const freeDimensionOverrides = { batch: 2, sequence: 9 }
    const { inputMetadata } = await plainRun(plain, 'torch-transformer.onnx', [2, 9], {
      freeDimensionOverrides,
    })
    expect(inputMetadata).toMatchObject([{ shape: [2, 9] }])
  })

  test('names and metadata are those of plain ONNX Runtime', async () => {
    const found = await ask(v.array(v.unknown()), 'ort-options', 'described', given())
    const { outputs: _, ...transformer } = await plainRun(plain, 'torch-transformer.onnx', [2, 9])
    const { outputs: __, ...wanted } = matmul
    expect(found[1]).toEqual(transformer)
    expect(found[0]).toMatchObject({ ...wanted, outputMetadata: [{ name: 'matmul_1', isTensor: true }] })
  })

  test('run options reach ONNX Runtime', async () => {
    const run = [
      { tag: 'of-the-test' },
      { logSeverityLevel: 4, logVerbosityLevel: 1 },
      { terminate: false, extra: { disable_synchronize_execution_providers: '0' } },
      { terminate: true },
      { logSeverityLevel: 9 },
      { logVerbosityLevel: 'all' },
      // There is no arena unless the session has one: so it was read.
      { extra: { memory: { enable_memory_arena_shrinkage: 'cpu:0' } } },
    ]
    const schema = v.array(v.union([numbers, refusal]))
    const found = await ask(schema, 'ort-options', 'runOptions', { ...given(), run })
    for (const each of found.slice(0, 3)) expectClose(v.parse(numbers, each), matmul.outputs)
    expect(found[3]).toMatchObject({ message: expect.stringContaining('terminate') })
    expect(found[4]).toMatchObject({ code: 'ModelUnsupported', figures: { option: 'logSeverityLevel' } })
    expect(found[5]).toMatchObject({ code: 'ModelUnsupported', figures: { option: 'logVerbosityLevel' } })
    expect(found[6]).toMatchObject({ message: expect.stringContaining('arena') })
  })

  test('profiling is begun and ended, and changes no output', async () => {
    const found = await ask(v.array(numbers), 'ort-options', 'profiled', given())
    for (const each of found) expectClose(each, matmul.outputs)
  })
})

test.describe('the CPU', () => {
  test('sessions on the CPU run at module scope and in calls, without a lease', async () => {
    const atModuleScope = await ask(v.array(numbers), 'ort-wasm', 'atModuleScope')
    expect(atModuleScope).toHaveLength(4)
    const inCall = await ask(numbers, 'ort-wasm', 'inCall')
    expect(inCall.some((value) => value !== 0)).toBe(true)
    const gpu = await ask(v.object({ fromGpu: numbers }), 'ort-values', 'onGpu')
    for (const each of [...atModuleScope, inCall]) expectClose(each, gpu.fromGpu)
    const quota = await site.evaluate(() => window.sublet.pool())
    expect(JSON.stringify(quota)).not.toContain('"demo":"ort-wasm"')
  })

  test('where a session runs is decided by the list of providers', async () => {
    expect(await ask(v.unknown(), 'ort-wasm', 'places')).toEqual({
      gpu: 'GpuNotAttached',
      listed: 'done',
      others: Array.from({ length: 9 }, () => 'ModelUnsupported'),
      released: expect.stringContaining('was released'),
    })
  })

  test('options of a GPU are refused on the CPU', async () => {
    expect(await ask(v.unknown(), 'ort-wasm', 'gpuOptions')).toEqual(['ModelUnsupported', 'ModelUnsupported'])
  })

  test('all imports of the package lead to one shim', async () => {
    const one = { oneTensor: true, oneEnv: true, oneSession: true }
    expect(await ask(v.unknown(), 'ort-wasm', 'modules')).toEqual(one)
  })

  test('builds and files of the package that are not offered cannot be imported', async () => {
    const error = await site.evaluate(() =>
      window.sublet.predict('ort-webgl', []).then(
        () => undefined,
        ({ code, message }) => ({ code, message }),
      ),
    )
    expect(error?.code).toBe('CompileFailed')
    expect(error?.message).toContain('onnxruntime-web/webgl')
  })
})

test.describe('tensors', () => {
  const tensor = (type: string, dims: number[], data: number[]) => ({
    type,
    dims,
    size: dims.reduce((product, dim) => product * dim, 1),
    location: 'cpu',
    data,
  })

  test('tensors are made of every kind of data', async () => {
    expect(await ask(v.unknown(), 'ort-values', 'constructors')).toEqual([
      tensor('float32', [2, 2], [1, 2, 3, 4]),
      tensor('int32', [2], [1, 2]),
      tensor('bool', [2], [1, 0]),
      tensor('int64', [2], [1, 2]),
      tensor('uint8', [2], [1, 2]),
      tensor('uint4', [2], [0x21]),
      { ...tensor('float32', [2], [1, 2]), location: 'cpu-pinned' },
      tensor('float32', [4], [1, 2, 3, 4]),
    ])
    expect(await ask(v.unknown(), 'ort-values', 'strings')).toEqual(['string', ['a', 'b']])
  })

  test('a tensor says where it is, and is gone when it was disposed', async () => {
    const not = (message: string) => ({ code: 'Error', message: expect.stringContaining(message) })
    expect(await ask(v.unknown(), 'ort-values', 'states')).toEqual({
      data: [1, 2],
      elsewhere: [
        not('not stored as a WebGPU buffer'),
        not('not stored as a WebGL texture'),
        not('MLTensor'),
      ],
      location: 'none',
      after: not('disposed'),
    })
  })

  test('images become tensors and come back', async () => {
    const schema = v.looseObject({ url: refusal, dataUrl: refusal, layout: refusal })
    const { url, dataUrl, layout, ...rest } = await ask(schema, 'ort-values', 'images')
    const rgb = [1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1]
    const bgr = [...rgb.slice(8), ...rgb.slice(4, 8), ...rgb.slice(0, 4)]
    expect(rest).toMatchObject({
      rgb: tensor('float32', [1, 3, 2, 2], rgb),
      bgr: { data: bgr },
      bitmap: { data: rgb },
      resized: [1, 3, 4, 3],
      back: [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255],
    })
    // A worker has neither: the same in plain ONNX Runtime.
    expect(url.code).toBe('ReferenceError')
    expect(dataUrl.message).toContain('toDataURL is not supported')
    expect(layout.message).toContain('NHWC Tensor layout is not supported')
  })

  test('tensors of WebGL, WebNN and pinned memory are refused by a run', async () => {
    const found = await ask(v.array(refusal), 'ort-values', 'elsewhere')
    expect(found).toHaveLength(3)
    for (const { message } of found) expect(message).toMatch(/invalid data location|not supported/i)
  })

  test("a buffer of the handler is an input, and is read and freed by the handler's own functions", async () => {
    const schema = v.object({
      fromGpu: numbers,
      fromCpu: numbers,
      downloaded: numbers,
      disposed: v.number(),
      location: v.string(),
    })
    const { fromGpu, fromCpu, downloaded, disposed, location } = await ask(schema, 'ort-values', 'onGpu')
    expectClose(fromGpu, fromCpu)
    expect([downloaded.length, disposed, location]).toEqual([64, 1, 'cpu'])
  })
})

test.describe('env', () => {
  test('flags that lead around the walls are read back, change nothing and are said once', async () => {
    const schema = v.looseObject({ deviceAtModuleScope: refusal, warned: v.array(v.string()) })
    const { deviceAtModuleScope, warned, ...rest } = await ask(schema, 'ort-values', 'flags')
    expect(rest).toEqual({ readBack: [], device: true })
    expect(deviceAtModuleScope.code).toBe('GpuNotAttached')
    const said = warned.map((text) => text.split(' ')[0])
    expect(said.toSorted()).toEqual(
      [
        ...['numThreads', 'simd', 'proxy', 'wasmPaths', 'wasmBinary', 'initTimeout'].map(
          (flag) => `env.wasm.${flag}`,
        ),
        ...['contextId', 'matmulMaxBatchSize', 'textureCacheMode', 'pack', 'async'].map(
          (flag) => `env.webgl.${flag}`,
        ),
        ...[
          'powerPreference',
          'forceFallbackAdapter',
          'adapter',
          'device',
          'profilingMode',
          'validateInputContent',
        ].map((flag) => `env.webgpu.${flag}`),
        ...['mode', 'ondata'].map((flag) => `env.webgpu.profiling.${flag}`),
      ].toSorted(),
    )
  })

  test('log level, debug, trace and versions are those of ONNX Runtime', async () => {
    const schema = v.looseObject({ wrong: refusal })
    const { wrong, ...rest } = await ask(schema, 'ort-values', 'general')
    expect(wrong.message).toContain('loud')
    expect(rest).toEqual({
      logLevel: 'error',
      debug: true,
      seen: ['test::ORT::one', 'begin ORT::three', 'end ORT::three'],
      versions: [true, true, undefined, undefined],
    })
  })

  test('no other backend can be registered', async () => {
    expect((await ask(refusal, 'ort-values', 'backend')).code).toBe('ModelUnsupported')
  })
})
