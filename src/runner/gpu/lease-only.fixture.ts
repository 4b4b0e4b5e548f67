/** A worker: what WebGPU answers without a lease, in one, and after it. */
import { answer, outcome } from './emulation.fixture'

const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST
const READ = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST

await answer(async ({ adapter, lease, release, replaceDevice, meter, losses }) => {
  const seen: Record<string, unknown> = {
    limits: adapter.limits.maxBufferSize > 0,
    features: adapter.features.size > 0,
    info: typeof adapter.info.vendor,
    canvasFormat: navigator.gpu.getPreferredCanvasFormat().length > 0,
    languageFeatures: navigator.gpu.wgslLanguageFeatures.size > 0,
    deviceAtModuleScope: await outcome(() => adapter.requestDevice()),
  }

  const device = await lease()
  const asked = (descriptor?: GPUDeviceDescriptor) => outcome(() => adapter.requestDevice(descriptor))
  seen.sameDevice = [await asked(), await asked({ label: 'mine' })].every((given) => given === device)
  seen.fullLimits = device.limits.maxBufferSize === adapter.limits.maxBufferSize
  const { maxBufferSize } = adapter.limits
  seen.tooMuchAsked = [
    await outcome(() =>
      Reflect.apply(adapter.requestDevice, adapter, [{ requiredFeatures: ['no-such-feature'] }]),
    ),
    await asked({ requiredLimits: { maxBufferSize: maxBufferSize + 1 } }),
    (await asked({ requiredLimits: { maxBufferSize } })) === device,
  ]

  const buffer = device.createBuffer({ size: 600, usage })
  seen.write = await outcome(() => device.queue.writeBuffer(buffer, 0, new Uint8Array(8)))
  // Libraries destroy "their" device when they are done; it is everyone's here.
  device.destroy()
  const readable = device.createBuffer({ size: 16, usage: READ })
  device.queue.writeBuffer(readable, 0, new Uint8Array(16).fill(7))
  const encoder = device.createCommandEncoder()
  const pass = device.createCommandEncoder().finish()
  const bundles = device.createRenderBundleEncoder({ colorFormats: ['rgba8unorm'] })
  const canvas = new OffscreenCanvas(4, 4).getContext('webgpu')
  if (canvas === null) throw new Error('no canvas')
  const configure = () => canvas.configure({ device, format: 'rgba8unorm' })
  seen.canvas = await outcome(configure)

  release()
  // What was submitted can be read.
  await readable.mapAsync(GPUMapMode.READ)
  seen.readAfterwards = new Uint8Array(readable.getMappedRange())[15]
  readable.unmap()
  const held = meter.held()
  buffer.destroy()
  seen.freedAfterwards = held - meter.held()
  seen.afterwards = {
    requestDevice: await asked(),
    finish: await outcome(() => encoder.finish()),
    finishBundle: await outcome(() => bundles.finish()),
    submit: await outcome(() => device.queue.submit([pass])),
    configure: await outcome(configure),
    getCurrentTexture: await outcome(() => canvas.getCurrentTexture()),
  }
  seen.open = await open(device)
  seen.openOnQueue = await open(device.queue)
  seen.asyncRejects = await outcome(() =>
    Reflect.apply(device.createComputePipelineAsync, device, []).then(
      () => 'made',
      (error: { code: string }) => error.code,
    ),
  )

  replaceDevice()
  await lease()
  seen.kept = [
    await outcome(() => device.createBuffer({ size: 16, usage })),
    await outcome(() => device.queue.submit([pass])),
  ]
  seen.losses = losses
  return seen
})

/** The methods of an object that do not ask for a lease. */
async function open(object: object): Promise<string[]> {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(object))
  const found: string[] = []
  for (const name of names) {
    const { value } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(object), name) ?? {}
    if (typeof value !== 'function' || name === 'constructor') continue
    const came = await outcome(() => Reflect.apply(value, object, []))
    if (came !== 'GpuNotAttached') found.push(name)
  }
  return found.sort()
}
