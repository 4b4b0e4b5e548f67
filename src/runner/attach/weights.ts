import type { TensorEntry } from '../../protocol/model'
import type { Meter } from '../gpu/meter'
import { natives } from '../gpu/natives'
import { openByteSource } from './byte-source'
import { planRuns, type Run } from './ranges'
import { createWriteWindow } from './write-window'

/** Bytes that are in flight between a file and the GPU's queue. */
const PIECE = 1 << 20
const USAGE = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC

export type WeightBuffers = ReadonlyMap<string, GPUBuffer>

/**
 * Streams the weights of a model out of Blobs into GPU buffers, one for each tensor.
 * On failure nothing that it made is left on the device.
 *
 * @param files one Blob a file of the tensor table
 * @param onBytes called with the bytes of each piece once it is queued
 */
export async function streamWeights(
  device: GPUDevice,
  meter: Meter,
  tensors: readonly TensorEntry[],
  files: readonly Blob[],
  onBytes: (bytes: number) => void,
): Promise<WeightBuffers> {
  const buffers = new Map<string, GPUBuffer>()
  try {
    for (const tensor of tensors) buffers.set(tensor.name, createWeightBuffer(device, meter, tensor))
    const window = createWriteWindow(device.queue)
    for (const run of planRuns(tensors)) {
      const file = files[run.file]
      if (file === undefined)
        throw new RangeError(`the tensor table names file ${run.file} of ${files.length}`)
      await streamRun(device.queue, file.slice(run.start, run.end), run, buffers, async (bytes) => {
        onBytes(bytes)
        await window.wrote(bytes)
      })
    }
    return buffers
  } catch (error) {
    for (const buffer of buffers.values()) meter.destroyBuffer(buffer)
    throw error
  }
}

function createWeightBuffer(device: GPUDevice, meter: Meter, tensor: TensorEntry): GPUBuffer {
  // ONNX Runtime rounds its own buffers up to 16 bytes and binds ours as it does its own.
  const size = Math.ceil(tensor.bytes / 16) * 16
  return meter.createBuffer(device, { label: tensor.name, size, usage: USAGE })
}

async function streamRun(
  queue: GPUQueue,
  bytes: Blob,
  run: Run,
  buffers: WeightBuffers,
  wrote: (bytes: number) => Promise<void>,
): Promise<void> {
  const source = openByteSource(bytes, PIECE)
  let at = run.start
  try {
    for (const tensor of run.tensors) {
      await source.skip(tensor.offset - at)
      const buffer = buffers.get(tensor.name)
      if (buffer === undefined) throw new RangeError(`no buffer was made for '${tensor.name}'`)
      for (let done = 0; done < tensor.bytes; done += PIECE) {
        const length = Math.min(PIECE, tensor.bytes - done)
        natives.writeBuffer(queue, buffer, done, padded(await source.read(length)))
        await wrote(length)
      }
      at = tensor.offset + tensor.bytes
    }
  } finally {
    await source.close()
  }
}

/** `writeBuffer` takes multiples of 4 bytes; only the last piece of a tensor can be none. */
function padded(piece: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (piece.byteLength % 4 === 0) return piece
  const whole = new Uint8Array(Math.ceil(piece.byteLength / 4) * 4)
  whole.set(piece)
  return whole
}
