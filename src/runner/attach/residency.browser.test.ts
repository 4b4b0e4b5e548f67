import { expect, test, vi } from 'vitest'
import { createMeter } from '../gpu/meter'
import type { Attachment, AttachTarget } from './attachments'
import { createResidency } from './residency'

const BYTES = 4096

/** Weights of one buffer. `gate` holds an attach while it streams. */
function createFakeAttachment() {
  let failure: Error | undefined
  let resident: { buffer: GPUBuffer; target: AttachTarget } | undefined
  const log: string[] = []
  const fake = {
    log,
    gate: Promise.resolve(),
    fail(error: Error | undefined) {
      failure = error
    },
    pending: () => (resident === undefined ? BYTES : 0),
    async attach(target: AttachTarget) {
      if (resident?.target.device === target.device) return
      await fake.gate
      if (failure !== undefined) throw failure
      const usage = GPUBufferUsage.STORAGE
      resident = { buffer: target.meter.createBuffer(target.device, { size: BYTES, usage }), target }
      target.onBytes(BYTES)
      log.push('attach')
    },
    async cool() {
      log.push('cool')
      if (resident !== undefined) resident.target.meter.destroyBuffer(resident.buffer)
      resident = undefined
    },
    async drop(lost: boolean) {
      log.push(lost ? 'drop lost' : 'drop')
      resident = undefined
    },
  }
  return fake satisfies Attachment
}

async function setUp() {
  const meter = createMeter()
  const events = { deviceLost: vi.fn(), uncaptured: vi.fn(), released: vi.fn() }
  const residency = createResidency(meter, events)
  const weights = createFakeAttachment()
  await residency.attachments.add(weights)
  const onProgress = vi.fn()
  const wasm = new Promise<WebAssembly.Module>(() => undefined)
  const attach = (sliceBytes = 1 << 20) => residency.attach({ sliceBytes, wasm, onProgress })
  return { meter, events, residency, weights, onProgress, attach }
}

test('the ladder goes down, and up again by an attach', async () => {
  const { meter, residency, weights, attach, onProgress } = await setUp()
  expect([residency.level(), residency.leased(), meter.held()]).toEqual(['idle', undefined, 0])
  await attach()
  const device = residency.leased()
  expect([residency.level(), meter.held()]).toEqual(['warm', BYTES])
  expect(onProgress.mock.calls).toEqual([
    [0, BYTES],
    [BYTES, BYTES],
  ])
  residency.release()
  expect([residency.level(), residency.leased(), meter.held()]).toEqual(['warm', undefined, BYTES])

  expect(await residency.demote('cool')).toBe('cool')
  expect(meter.held()).toBe(0)
  await attach()
  // Cool keeps the device, and what was compiled for it.
  expect(residency.leased()).toBe(device)
  residency.release()

  expect(await residency.demote('idle')).toBe('idle')
  expect(meter.held()).toBe(0)
  expect(await device?.lost).toMatchObject({ reason: 'destroyed' })
  await attach()
  expect(residency.leased()).not.toBe(device)
  expect(weights.log).toEqual(['attach', 'cool', 'attach', 'drop', 'attach'])
  await residency.demote('idle')
})

test('a warm runner attaches without a byte, and tells of none', async () => {
  const { residency, attach, onProgress } = await setUp()
  await attach()
  residency.release()
  onProgress.mockClear()
  await attach()
  expect(onProgress).not.toHaveBeenCalled()
})

test('the end of a lease is told once, with its device', async () => {
  const { residency, events, attach } = await setUp()
  await attach()
  const device = residency.leased()
  residency.release()
  residency.release()
  expect(events.released).toHaveBeenCalledExactlyOnceWith(device)
})

test('while it frees what is its own, an attachment may use the device', async () => {
  const { residency, attach, weights } = await setUp()
  await attach()
  const device = residency.leased()
  residency.release()
  const seen: unknown[] = []
  const look = async () => void seen.push(residency.leased())
  for (const way of ['cool', 'drop'] as const) vi.spyOn(weights, way).mockImplementation(look)
  await residency.demote('cool')
  await residency.demote('idle')
  expect(seen).toEqual([device, device])
  expect(residency.leased()).toBeUndefined()
})

test('our own destroy() is not a loss', async () => {
  const { residency, events, attach } = await setUp()
  await attach()
  const lost = residency.leased()?.lost
  residency.release()
  await residency.demote('idle')
  await lost
  await Promise.resolve()
  expect(events.deviceLost).not.toHaveBeenCalled()
})

test('under a lease a demotion does nothing', async () => {
  const { residency, attach, meter, weights } = await setUp()
  await attach()
  expect(await residency.demote('idle')).toBe('warm')
  expect(residency.leased()).toBeDefined()
  expect([weights.log, meter.held()]).toEqual([['attach'], BYTES])
})

test('a demotion that meets an attach waits for it, and then finds a lease', async () => {
  const { residency, attach, weights } = await setUp()
  const stream = Promise.withResolvers<void>()
  weights.gate = stream.promise
  const attaching = attach()
  const demotion = residency.demote('idle')
  stream.resolve()
  await attaching
  expect(await demotion).toBe('warm')
  expect(residency.leased()).toBeDefined()
})

test('an attach that meets a demotion gets a device that lives', async () => {
  const { residency, attach } = await setUp()
  await attach()
  residency.release()
  const demotion = residency.demote('idle')
  await Promise.all([demotion, attach()])
  expect(await demotion).toBe('idle')
  const ended = await Promise.race([residency.leased()?.lost, Promise.resolve('alive')])
  expect([ended, residency.level()]).toEqual(['alive', 'warm'])
})

test('an attach that fails holds no lease, and the next one works', async () => {
  const { residency, attach, weights, meter } = await setUp()
  weights.fail(new Error('the file is damaged'))
  await expect(attach()).rejects.toThrow('damaged')
  expect([residency.leased(), residency.level(), meter.held()]).toEqual([undefined, 'idle', 0])
  weights.fail(undefined)
  await attach()
  expect(residency.level()).toBe('warm')
})

test('the slice of the lease is the limit', async () => {
  const { attach } = await setUp()
  await expect(attach(BYTES - 1)).rejects.toMatchObject({
    code: 'OutOfMemory',
    figures: { allowedBytes: BYTES - 1 },
  })
})

/** A device cannot be lost at will. `lost` of the real one is replaced before the residency waits for it. */
function losableDevices() {
  const losses: ((info: GPUDeviceLostInfo) => void)[] = []
  const spy = vi
    .spyOn(GPUDevice.prototype, 'lost', 'get')
    .mockImplementation(() => new Promise((resolve) => losses.push(resolve)))
  return {
    async lose(reason: GPUDeviceLostReason) {
      const newest = losses.at(-1)
      if (newest === undefined) throw new Error('no device was made')
      newest({ __brand: 'GPUDeviceLostInfo', reason, message: 'the driver was reset' })
      await new Promise((resolve) => setTimeout(resolve))
    },
    [Symbol.dispose]: () => spy.mockRestore(),
  }
}

test('what goes with a lost device is forgotten, and the next lease gets a fresh one', async () => {
  using devices = losableDevices()
  const { residency, attach, events, meter, weights } = await setUp()
  await attach()
  const device = residency.leased()
  await devices.lose('unknown')
  expect(events.deviceLost).toHaveBeenCalledExactlyOnceWith('the driver was reset')
  expect([residency.leased(), residency.level(), meter.held()]).toEqual([undefined, 'idle', 0])
  expect(weights.log).toEqual(['attach', 'drop lost'])
  await attach()
  expect(residency.leased()).not.toBe(device)
  expect(meter.held()).toBe(BYTES)
})

test('a device that is lost while its runner comes down leaves it idle, and is told of', async () => {
  using devices = losableDevices()
  const { residency, attach, events, weights } = await setUp()
  for (const to of ['cool', 'idle'] as const) {
    await attach()
    const device = residency.leased()
    residency.release()
    vi.spyOn(weights, to === 'cool' ? 'cool' : 'drop').mockImplementationOnce(async () => {
      await devices.lose('unknown')
      throw new Error('the device is gone')
    })
    expect(await residency.demote(to)).toBe('idle')
    await attach()
    expect(residency.leased()).not.toBe(device)
    residency.release()
  }
  expect(events.deviceLost).toHaveBeenCalledTimes(2)
  await residency.demote('idle')
})

test('what a lost device leaves is forgotten before the next attach, which keeps all of its own', async () => {
  using devices = losableDevices()
  const { residency, attach, weights } = await setUp()
  await attach()
  await devices.lose('unknown')
  weights.log.length = 0
  const drop = Promise.withResolvers<void>()
  vi.spyOn(weights, 'drop').mockImplementationOnce(async () => {
    await drop.promise
    weights.log.push('dropped late')
  })
  await attach()
  residency.release()
  await devices.lose('unknown')
  const again = attach()
  drop.resolve()
  await again
  expect(weights.log.slice(-2)).toEqual(['dropped late', 'attach'])
})

test('a device that is lost while its weights stream in fails the attach and leaves nothing', async () => {
  using devices = losableDevices()
  const { residency, attach, meter, weights, onProgress } = await setUp()
  const stream = Promise.withResolvers<void>()
  weights.gate = stream.promise
  const attaching = attach()
  attaching.catch(() => undefined)
  await vi.waitFor(() => expect(residency.leased()).toBeDefined())
  await devices.lose('unknown')
  stream.resolve()
  await expect(attaching).rejects.toMatchObject({ code: 'DeviceLost' })
  expect([residency.leased(), residency.level(), meter.held()]).toEqual([undefined, 'idle', 0])
  onProgress.mockClear()
  await attach()
  expect(onProgress.mock.lastCall).toEqual([BYTES, BYTES])
  expect(meter.held()).toBe(BYTES)
})
