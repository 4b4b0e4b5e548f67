import { PIECE_BYTES } from './read-ranges'

/** Writes buffers from memory on a device of its own. */
export interface GpuWriter {
  /** Makes a buffer of each size (multiples of 4 bytes) and queues its content, in pieces as an attach has them. */
  write(sizes: readonly number[]): Promise<void>
  /** Resolves when the GPU has what was queued. */
  drain(): Promise<void>
  free(): Promise<void>
}

export function createGpuWriter(): GpuWriter {
  const piece = new Uint8Array(PIECE_BYTES).map((_, index) => index % 251)
  let device: GPUDevice | undefined
  let buffers: GPUBuffer[] = []

  async function open(): Promise<GPUDevice> {
    const adapter = await navigator.gpu.requestAdapter()
    if (adapter === null) throw new Error('there is no WebGPU adapter')
    return adapter.requestDevice({ requiredLimits: { maxBufferSize: adapter.limits.maxBufferSize } })
  }

  return {
    async write(sizes) {
      device ??= await open()
      for (const size of sizes) {
        const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC
        const buffer = device.createBuffer({ size: Math.ceil(size / 16) * 16, usage })
        buffers.push(buffer)
        for (let done = 0; done < size; done += PIECE_BYTES) {
          device.queue.writeBuffer(buffer, done, piece, 0, Math.min(PIECE_BYTES, size - done))
        }
      }
    },
    async drain() {
      await device?.queue.onSubmittedWorkDone()
    },
    async free() {
      for (const buffer of buffers) buffer.destroy()
      buffers = []
      // Destroyed buffers are freed by later submits (ORT-FACTS 2).
      for (let round = 0; round < 3; round++) {
        device?.queue.submit([])
        await device?.queue.onSubmittedWorkDone()
      }
    },
  }
}
