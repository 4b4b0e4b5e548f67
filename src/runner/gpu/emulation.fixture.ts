/** A worker of its own, because the emulation patches the prototypes of its realm for good. */
import { createDevice } from './device'
import { emulateGpu } from './emulation'
import { createMeter } from './meter'

async function outcome(attempt: () => unknown): Promise<unknown> {
  try {
    const value = await attempt()
    return value === undefined ? 'done' : value
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : String(error)
  }
}

const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST

async function report(): Promise<Record<string, unknown>> {
  const meter = createMeter()
  meter.limit(1000)
  let leased: GPUDevice | undefined
  emulateGpu(() => leased, meter)

  const adapter = await navigator.gpu.requestAdapter()
  if (adapter === null) throw new Error('no adapter')
  const seen: Record<string, unknown> = {
    limits: adapter.limits.maxBufferSize > 0,
    features: adapter.features.size > 0,
    deviceAtModuleScope: await outcome(() => adapter.requestDevice()),
  }

  let losses = 0
  const device = await createDevice({ lost: () => losses++, uncaptured: () => undefined })
  leased = device
  seen.sameDevice = (await adapter.requestDevice()) === device
  seen.fullLimits = device.limits.maxBufferSize === adapter.limits.maxBufferSize
  const buffer = device.createBuffer({ size: 600, usage })
  seen.heldInside = meter.held()
  seen.tooMuch = await outcome(() => device.createBuffer({ size: 500, usage }))
  seen.write = await outcome(() => device.queue.writeBuffer(buffer, 0, new Uint8Array(8)))
  seen.submit = await outcome(() => device.queue.submit([]))
  buffer.destroy()
  seen.heldAfterDestroy = meter.held()

  // Libraries destroy "their" device when they are done; it is everyone's here.
  device.destroy()
  const readable = device.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST })
  device.queue.writeBuffer(readable, 0, new Uint8Array(16).fill(7))
  seen.worksAfterDestroy = await outcome(async () => {
    await readable.mapAsync(GPUMapMode.READ)
    return new Uint8Array(readable.getMappedRange())[15]
  })
  seen.losses = losses

  leased = undefined
  seen.afterwards = {
    requestDevice: await outcome(() => adapter.requestDevice()),
    createBuffer: await outcome(() => device.createBuffer({ size: 16, usage })),
    submit: await outcome(() => device.queue.submit([])),
    writeBuffer: await outcome(() => device.queue.writeBuffer(buffer, 0, new Uint8Array(8))),
    writeTexture: await outcome(() => Reflect.apply(device.queue.writeTexture, device.queue, [])),
    copyExternalImageToTexture: await outcome(() =>
      Reflect.apply(device.queue.copyExternalImageToTexture, device.queue, []),
    ),
  }
  return seen
}

postMessage(await outcome(report))
