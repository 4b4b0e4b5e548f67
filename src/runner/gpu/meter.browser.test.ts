import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDevice } from './device.fixture'
import { createMeter } from './meter'

let device: GPUDevice
beforeAll(async () => {
  device = await testDevice()
})
afterAll(() => device.destroy())

const usage = GPUBufferUsage.STORAGE

function meterOf(bytes: number) {
  const meter = createMeter()
  meter.limit(bytes)
  return meter
}

test('what is created counts, what is destroyed does not, and twice is once', () => {
  const meter = meterOf(1000)
  const one = meter.createBuffer(device, { size: 400, usage })
  const two = meter.createBuffer(device, { size: 200, usage })
  expect(meter.held()).toBe(600)
  meter.destroyBuffer(one)
  meter.destroyBuffer(one)
  expect(meter.held()).toBe(200)
  meter.destroyBuffer(two)
  expect(meter.held()).toBe(0)
})

test('the peak is the most that was held since the limit was set', () => {
  const meter = meterOf(1000)
  const one = meter.createBuffer(device, { size: 400, usage })
  meter.destroyBuffer(meter.createBuffer(device, { size: 600, usage }))
  expect([meter.held(), meter.peak()]).toEqual([400, 1000])
  meter.limit(1000)
  expect(meter.peak()).toBe(400)
  meter.destroyBuffer(one)
  expect(meter.peak()).toBe(400)
})

test('what would pass the slice is refused with what was asked, held and allowed', () => {
  const meter = meterOf(1000)
  const held = meter.createBuffer(device, { size: 600, usage })
  expect(() => meter.createBuffer(device, { label: 'w', size: 404, usage })).toThrowError(
    expect.objectContaining({
      code: 'OutOfMemory',
      message:
        "buffer 'w' of 404 bytes was asked for; 600 bytes of 1000 bytes are held, the most by a buffer without a label: 600 bytes.",
      figures: {
        askedBytes: 404,
        heldBytes: 600,
        allowedBytes: 1000,
        largestHolders: 'a buffer without a label: 600 bytes',
      },
    }),
  )
  expect(meter.held()).toBe(600)
  meter.createBuffer(device, { size: 400, usage })
  meter.destroyBuffer(held)
  meter.createBuffer(device, { size: 600, usage })
  expect(meter.held()).toBe(1000)
})

test('the largest holders are named, the largest first', () => {
  const meter = meterOf(10_000_000)
  const held = [3, 9, 1, 8, 2, 7, 6].map((size) =>
    meter.createBuffer(device, { label: `w${size}`, size: size * 100_000, usage }),
  )
  expect(() => meter.createBuffer(device, { size: 9_000_000, usage })).toThrowError(
    expect.objectContaining({
      message: expect.stringContaining('9.0 MB was asked for; 3.6 MB of 10.0 MB are held'),
      figures: expect.objectContaining({
        largestHolders: [9, 8, 7, 6, 3].map((size) => `buffer 'w${size}': ${size}00.0 kB`).join(', '),
      }),
    }),
  )
  for (const buffer of held) meter.destroyBuffer(buffer)
})

test('nothing is allowed before a slice is', () => {
  expect(() => createMeter().createBuffer(device, { size: 4, usage })).toThrowError(
    expect.objectContaining({ code: 'OutOfMemory' }),
  )
})

test('a buffer that the browser refuses does not count', () => {
  const meter = meterOf(1000)
  expect(() => meter.createBuffer(device, { size: -4, usage })).toThrow(TypeError)
  expect(meter.held()).toBe(0)
})

test('after clear, buffers of the device that is gone free nothing', () => {
  const meter = meterOf(1000)
  const old = meter.createBuffer(device, { size: 400, usage })
  meter.clear()
  expect(meter.held()).toBe(0)
  meter.createBuffer(device, { size: 100, usage })
  meter.destroyBuffer(old)
  expect(meter.held()).toBe(100)
})

test('an object of any kind counts as what it turned out to be, until it is freed', () => {
  const meter = meterOf(1000)
  const object = {}
  const take = () =>
    meter.take(
      { kind: 'texture', label: 't', bytes: 400 },
      () => object,
      () => 500,
    )
  expect(take()).toBe(object)
  expect(meter.held()).toBe(500)
  meter.free(object)
  meter.free(object)
  expect(meter.held()).toBe(0)
})

test('a buffer that was made elsewhere is destroyed and not counted', () => {
  const meter = meterOf(1000)
  meter.createBuffer(device, { size: 100, usage })
  meter.destroyBuffer(device.createBuffer({ size: 400, usage }))
  expect(meter.held()).toBe(100)
})

test('a descriptor that says one size here and another to the browser is refused, and nothing is kept', () => {
  const meter = meterOf(1000)
  let asked = 0
  const descriptor = {
    usage,
    get size() {
      return ++asked === 1 ? 4 : 4000
    },
  }
  expect(() => meter.createBuffer(device, descriptor)).toThrowError(
    expect.objectContaining({ code: 'OutOfMemory' }),
  )
  expect(meter.held()).toBe(0)
})
