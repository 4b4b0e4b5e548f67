/** A worker: what each kind of object counts for. */
import { answer, outcome } from './emulation.fixture'

const STORAGE = GPUBufferUsage.STORAGE
const TARGET = GPUTextureUsage.RENDER_ATTACHMENT

await answer(async ({ lease, meter }) => {
  const device = await lease(1_000_000)
  /** What it counts for until it is destroyed. */
  const bytesOf = (make: () => { destroy(): undefined }): number => {
    const before = meter.held()
    const made = make()
    const bytes = meter.held() - before
    made.destroy()
    made.destroy()
    return meter.held() === before ? bytes : Number.NaN
  }
  const seen: Record<string, unknown> = {
    buffer: bytesOf(() => device.createBuffer({ size: 600, usage: STORAGE })),
    mapped: bytesOf(() => device.createBuffer({ size: 1024, usage: STORAGE, mappedAtCreation: true })),
    texture: bytesOf(() =>
      device.createTexture({ size: [64, 64], mipLevelCount: 2, format: 'rgba8unorm', usage: TARGET }),
    ),
    stack: bytesOf(() =>
      device.createTexture({
        size: { width: 16, height: 16, depthOrArrayLayers: 6 },
        format: 'rgba16float',
        usage: TARGET,
      }),
    ),
    samples: bytesOf(() =>
      device.createTexture({ size: [16, 16], sampleCount: 4, format: 'bgra8unorm', usage: TARGET }),
    ),
    querySet: bytesOf(() => device.createQuerySet({ type: 'occlusion', count: 32 })),
  }

  const canvas = new OffscreenCanvas(8, 8)
  const context = canvas.getContext('webgpu')
  if (context === null) throw new Error('no canvas')
  context.configure({ device, format: 'rgba8unorm' })
  seen.canvas = meter.held()
  canvas.width = canvas.height = 16
  context.configure({ device, format: 'rgba8unorm' })
  seen.resized = meter.held()
  context.unconfigure()
  seen.unconfigured = meter.held()

  const sea = device.createBuffer({ label: 'sea', size: 400_000, usage: STORAGE })
  seen.label = sea.label
  const tooLarge: GPUTextureDescriptor = {
    label: 'sky',
    size: [1024, 1024],
    format: 'rgba8unorm',
    usage: TARGET,
  }
  canvas.width = canvas.height = 512
  seen.tooMuch = [
    await outcome(() => device.createBuffer({ size: 600_004, usage: STORAGE })),
    await outcome(() => device.createTexture(tooLarge)),
    await outcome(() => device.createQuerySet({ type: 'occlusion', count: 100_000 })),
    await outcome(() => context.configure({ device, format: 'rgba8unorm' })),
  ]
  seen.message = await Promise.resolve()
    .then(() => device.createTexture(tooLarge))
    .catch(({ message }) => message)
  sea.destroy()
  seen.left = meter.held()
  return seen
})
