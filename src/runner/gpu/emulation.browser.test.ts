import { expect, test } from 'vitest'
import { inWorker } from './in-worker.fixture'

test('adapters answer as they are; a device is had and used only under a lease', async () => {
  expect(await inWorker(new URL('./lease-only.fixture.ts', import.meta.url))).toEqual({
    limits: true,
    features: true,
    info: 'string',
    canvasFormat: true,
    languageFeatures: true,
    deviceAtModuleScope: 'GpuNotAttached',
    sameDevice: true,
    fullLimits: true,
    tooMuchAsked: ['TypeError', 'OperationError', true],
    write: 'done',
    canvas: 'done',
    readAfterwards: 7,
    freedAfterwards: 600,
    afterwards: {
      requestDevice: 'GpuNotAttached',
      finish: 'GpuNotAttached',
      finishBundle: 'GpuNotAttached',
      submit: 'GpuNotAttached',
      configure: 'GpuNotAttached',
      getCurrentTexture: 'GpuNotAttached',
    },
    open: ['destroy', 'popErrorScope'],
    openOnQueue: ['onSubmittedWorkDone'],
    asyncRejects: 'GpuNotAttached',
    kept: ['GpuNotAttached', 'GpuNotAttached'],
    losses: [],
  })
})

test('all that holds memory is counted, and freed', async () => {
  expect(await inWorker(new URL('./memory.fixture.ts', import.meta.url))).toEqual({
    buffer: 600,
    mapped: 1024,
    texture: 4 * (64 * 64 + 32 * 32),
    stack: 8 * 16 * 16 * 6,
    samples: 4 * 16 * 16 * 4,
    querySet: 8 * 32,
    canvas: 2 * 4 * 8 * 8,
    resized: 2 * 4 * 16 * 16,
    unconfigured: 0,
    tooMuch: ['OutOfMemory', 'OutOfMemory', 'OutOfMemory', 'OutOfMemory'],
    message: expect.stringMatching(
      /^texture 'sky' of 4\.2 MB was asked for; 400\.0 kB of 1\.0 MB are held, the most by buffer 'sea': 400\.0 kB\.$/,
    ),
    label: 'sea',
    left: 0,
  })
})

test('what goes wrong is told with where its objects were made', async () => {
  expect(await inWorker(new URL('./errors.fixture.ts', import.meta.url))).toEqual({
    labels: ['', 'mine', 'renamed'],
    auto: expect.stringMatching(
      /^error: WebGPU, validation error: [\s\S]*createBuffer\(\) at sublet:\/\/\/demo\/handler\.ts:\d+:\d+ in makeBuffer\(\)/,
    ),
    named: expect.stringMatching(
      /^error: WebGPU, validation error: [\s\S]*\n'mine' was made by createBuffer\(\) at sublet:\/\/\/demo\/handler\.ts:\d+:\d+ in makeBuffer\(\)\.$/,
    ),
    shader: expect.stringMatching(
      /^error: WGSL of 'broken', 3:\d+: error: [\s\S]*\n {2}let x = nothing;\n {2}createShaderModule\(\) at sublet:\/\/\/demo\/handler\.ts:\d+:\d+ in makeShader\(\)$/,
    ),
    refusal: expect.stringMatching(
      /^GPUDevice\.createBuffer\(\) needs the GPU, and no lease is held here at sublet:\/\/\/demo\/handler\.ts:\d+:\d+ in makeBuffer\(\)\.$/,
    ),
    wayOut: expect.stringMatching(
      /^Move the line sublet:\/\/\/demo\/handler\.ts:\d+:\d+ into a function that is wrapped in GPU/,
    ),
    ownScope: 'validation',
    leftOpen: [
      expect.stringMatching(/^error: WebGPU, validation error, in an error scope that was left open: /),
    ],
    nothingOpen: 'OperationError',
  })
})
