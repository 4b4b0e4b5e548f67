import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { TensorEntry } from '../../protocol/model'
import { readBack, testDevice } from '../gpu/device.fixture'
import { createMeter, type Meter } from '../gpu/meter'
import { streamWeights } from './weights'

let device: GPUDevice
beforeAll(async () => {
  device = await testDevice()
})
afterAll(() => device.destroy())

const ALLOWED = 32 << 20

function meterOf(bytes = ALLOWED): Meter {
  const meter = createMeter()
  meter.limit(bytes)
  return meter
}

const fileBytes = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, at) => (at * seed + (at >> 8)) & 255)

function tensor(name: string, offset: number, bytes: number, file = 0): TensorEntry {
  return { name, type: 'uint8', dims: [bytes], file, offset, bytes }
}

/** Streams, and compares what is on the GPU with the files. Buffers are padded with zeros to 16 bytes. */
async function expectOnGpu(files: readonly Uint8Array<ArrayBuffer>[], tensors: readonly TensorEntry[]) {
  const meter = meterOf()
  const onBytes = vi.fn()
  const blobs = files.map((file) => new Blob([file.slice(0, 1000), file.slice(1000)]))
  const buffers = await streamWeights(device, meter, tensors, blobs, onBytes)
  expect([...buffers.keys()].sort()).toEqual(tensors.map(({ name }) => name).sort())
  let held = 0
  for (const { name, file, offset, bytes } of tensors) {
    const buffer = buffers.get(name)
    if (buffer === undefined) throw new Error(`${name} is not there`)
    const padded = new Uint8Array(Math.ceil(bytes / 16) * 16)
    padded.set(files[file]?.subarray(offset, offset + bytes) ?? [])
    expect(indexOfDifference(await readBack(device, buffer), padded)).toBe(-1)
    held += padded.length
  }
  expect(meter.held()).toBe(held)
  expect(onBytes.mock.calls.reduce((sum, [bytes]) => sum + bytes, 0)).toBe(
    tensors.reduce((sum, { bytes }) => sum + bytes, 0),
  )
  for (const buffer of buffers.values()) meter.destroyBuffer(buffer)
  expect(meter.held()).toBe(0)
}

function indexOfDifference(got: Uint8Array, wanted: Uint8Array): number {
  return got.length === wanted.length ? wanted.findIndex((byte, at) => got[at] !== byte) : got.length
}

test('odd lengths at odd offsets, in any order of the table', async () => {
  await expectOnGpu(
    [fileBytes(200_000, 7)],
    [tensor('c', 150_001, 49_999), tensor('a', 3, 1), tensor('b', 5, 4097), tensor('d', 4102, 17)],
  )
})

test('tensors in several files', async () => {
  await expectOnGpu(
    [fileBytes(5000, 7), fileBytes(9000, 11)],
    [tensor('b', 0, 9000, 1), tensor('a', 100, 4900, 0)],
  )
})

test('a tensor of more than one piece, with an odd rest', async () => {
  await expectOnGpu(
    [fileBytes((9 << 20) + 13, 13)],
    [tensor('big', 1, (9 << 20) + 11), tensor('end', (9 << 20) + 12, 1)],
  )
})

test('tensors that share bytes', async () => {
  await expectOnGpu([fileBytes(4096, 3)], [tensor('whole', 0, 4096), tensor('half', 2048, 2048)])
})

test.each([
  ['a file that is too short', [tensor('a', 0, 64), tensor('b', 64, 100)], ALLOWED, 'ModelCorrupt'],
  ['a slice that is too small', [tensor('a', 0, 64), tensor('b', 64, 64)], 100, 'OutOfMemory'],
] as const)('%s leaves nothing on the GPU', async (_, tensors, allowed, code) => {
  const meter = meterOf(allowed)
  const stream = streamWeights(device, meter, tensors, [new Blob([fileBytes(128, 7)])], () => undefined)
  await expect(stream).rejects.toMatchObject({ code })
  expect(meter.held()).toBe(0)
})

test('a table that names a file which is not there leaves nothing on the GPU', async () => {
  const meter = meterOf()
  await expect(
    streamWeights(device, meter, [tensor('a', 0, 16, 3)], [new Blob()], () => undefined),
  ).rejects.toBeInstanceOf(RangeError)
  expect(meter.held()).toBe(0)
})
