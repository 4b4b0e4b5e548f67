import { GPU, Interface, Textbox } from 'sublet'

const USAGE = GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC
const { requestDevice } = GPUAdapter.prototype
const { createBuffer } = GPUDevice.prototype
const { submit } = GPUQueue.prototype

async function device(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter()
  if (!adapter) throw new Error('no adapter')
  return adapter.requestDevice()
}

interface Kept {
  device: GPUDevice
  buffer: GPUBuffer
  commands: GPUCommandBuffer
  mappable: GPUBuffer
}

/** What is left of a lease that has ended. */
const keep = GPU({ duration: 1 }, async (): Promise<Kept> => {
  const kept = await device()
  const buffer = kept.createBuffer({ size: 1024, usage: USAGE })
  const mappable = kept.createBuffer({ size: 1024, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ })
  const encoder = kept.createCommandEncoder()
  encoder.clearBuffer(buffer)
  return { device: kept, buffer, commands: encoder.finish(), mappable }
})

const after = (attack: (kept: Kept) => unknown) => async (): Promise<unknown> => attack(await keep())

/** Without a lease. */
const OUTSIDE: Record<string, () => unknown> = {
  'device-without-lease': device,
  'saved-request': async () => {
    const adapter = await navigator.gpu.requestAdapter()
    return Reflect.apply(requestDevice, adapter, [])
  },
  'power-adapter': async () => {
    const adapter = await navigator.gpu.requestAdapter({
      powerPreference: 'low-power',
      forceFallbackAdapter: true,
    })
    return adapter?.requestDevice()
  },
  webgl: () => new OffscreenCanvas(1, 1).getContext('webgl2')?.getParameter(7938),
  'webgl-1': () => new OffscreenCanvas(1, 1).getContext('webgl')?.getParameter(7938),
  webnn: () => navigator.ml.createContext({ deviceType: 'gpu' }),
  'kept-submit': after(({ device, commands }) => device.queue.submit([commands])),
  'kept-saved-submit': after(({ device, commands }) => Reflect.apply(submit, device.queue, [[commands]])),
  'kept-write': after(({ device, buffer }) => device.queue.writeBuffer(buffer, 0, new Uint8Array(4))),
  'kept-create': after(({ device }) => device.createBuffer({ size: 4, usage: USAGE })),
  'kept-saved-create': after(({ device }) =>
    Reflect.apply(createBuffer, device, [{ size: 4, usage: USAGE }]),
  ),
  'kept-texture': after(({ device }) =>
    device.createTexture({ size: [4096, 4096], format: 'rgba8unorm', usage: GPUTextureUsage.COPY_DST }),
  ),
  'kept-pipeline': after(({ device }) => {
    const module = device.createShaderModule({ code: '@compute @workgroup_size(1) fn main() {}' })
    return device.createComputePipelineAsync({ layout: 'auto', compute: { module } })
  }),
  'kept-map': after(({ mappable }) => mappable.mapAsync(GPUMapMode.READ)),
  'kept-canvas': after(({ device }) => {
    const context = new OffscreenCanvas(64, 64).getContext('webgpu')
    context?.configure({ device, format: 'rgba8unorm' })
    return context?.getCurrentTexture()
  }),
  'destroy-device': async () => {
    const kept = await keep()
    kept.device.destroy()
    return fine()
  },
  'destroy-twice': async () => {
    const { buffer } = await keep()
    for (let turn = 0; turn < 100; turn++) buffer.destroy()
    return fine()
  },
}

const fine = GPU({ duration: 1 }, async () => {
  const leased = await device()
  const buffer = leased.createBuffer({ size: 1024, usage: USAGE })
  leased.queue.writeBuffer(buffer, 0, new Uint8Array(4))
  await leased.queue.onSubmittedWorkDone()
  buffer.destroy()
  return 'fine'
})

/** With one, of one second. */
const INSIDE: Record<string, () => unknown> = {
  async 'over-the-slice'() {
    const leased = await device()
    for (let turn = 0; turn < 64; turn++) leased.createBuffer({ size: 2 ** 24, usage: USAGE })
    return 'held'
  },
  /** Small when it is measured, large when it is made. */
  async 'two-faced'() {
    const leased = await device()
    let asked = 0
    const descriptor = {
      usage: USAGE,
      get size() {
        return ++asked === 1 ? 4 : 2 ** 28
      },
    }
    const buffer = leased.createBuffer(descriptor)
    return `${buffer.size} bytes`
  },
  async 'negative-size'() {
    const leased = await device()
    const buffers = [-1, Number.NaN, 2 ** 53, -(2 ** 40)].map((size) => {
      try {
        return leased.createBuffer({ size, usage: USAGE }).size
      } catch (error) {
        return error.name
      }
    })
    return `${buffers}`
  },
  async 'text-size'() {
    const leased = await device()
    // Added as text to what is held, it would be any number.
    const size = '16' as unknown as number
    return `${leased.createBuffer({ size, usage: USAGE }).size} bytes`
  },
  async 'mapped-bomb'() {
    const leased = await device()
    for (let turn = 0; turn < 64; turn++) {
      leased.createBuffer({ size: 2 ** 24, usage: USAGE, mappedAtCreation: true })
    }
    return 'held'
  },
  async 'many-textures'() {
    const leased = await device()
    const usage = GPUTextureUsage.COPY_DST
    for (let turn = 0; turn < 64; turn++)
      leased.createTexture({ size: [4096, 4096], format: 'rgba8unorm', usage })
    return 'held'
  },
  async 'error-flood'() {
    const leased = await device()
    for (let turn = 0; turn < 500; turn++) leased.createShaderModule({ code: `not wgsl ${'x'.repeat(1000)}` })
    await leased.queue.onSubmittedWorkDone()
    return 'flooded'
  },
  /** As long as software takes for a second or more; a device that has a watchdog would be lost. */
  async 'long-shader'() {
    const leased = await device()
    const code = `
      @group(0) @binding(0) var<storage, read_write> out: array<u32>;
      @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
        var x = id.x;
        for (var i = 0u; i < 200000u; i++) { x = x * 1664525u + 1013904223u; }
        out[id.x] = x;
      }`
    const module = leased.createShaderModule({ code })
    const pipeline = await leased.createComputePipelineAsync({ layout: 'auto', compute: { module } })
    const buffer = leased.createBuffer({ size: 4 * 64 * 16, usage: GPUBufferUsage.STORAGE })
    const group = leased.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer } }],
    })
    const encoder = leased.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, group)
    pass.dispatchWorkgroups(16)
    pass.end()
    leased.queue.submit([encoder.finish()])
    await leased.queue.onSubmittedWorkDone()
    return 'computed'
  },
  async 'lose-device'() {
    const leased = await device()
    // Far more than any adapter has: what becomes of it is the browser's affair.
    const texture = leased.createTexture({
      size: [16384, 16384, 2048],
      format: 'rgba32float',
      usage: GPUTextureUsage.COPY_DST,
    })
    await leased.queue.onSubmittedWorkDone()
    return `${texture.width}`
  },
}

const inside = GPU({ duration: 1 }, (attack: string) => INSIDE[attack]())

/** `refused` and what it is called, or what was got. */
async function outcome(attempt: () => unknown): Promise<string> {
  try {
    const got = await attempt()
    return typeof got === 'string' ? got : `got ${got?.constructor?.name ?? got}`
  } catch (error) {
    return `refused: ${error?.code ?? error?.name ?? String(error)}`
  }
}

export default Interface({
  title: 'hostile-gpu',
  inputs: [Textbox({ label: 'Attack' }), Textbox({ label: 'Site' })],
  outputs: [Textbox()],
  fn(attack) {
    if (attack === 'fine') return fine()
    return attack in OUTSIDE ? outcome(OUTSIDE[attack]) : inside(attack)
  },
})
