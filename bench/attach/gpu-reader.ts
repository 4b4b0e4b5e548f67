/** As much at a time as is mapped to be read. */
const PIECE_BYTES = 16 << 20

/** Hands the content of a buffer that has COPY_SRC to `see`, piece by piece; a piece is valid until `see` returns. */
export async function readBack(
  device: GPUDevice,
  buffer: GPUBuffer,
  see: (piece: Uint8Array, at: number) => void,
): Promise<void> {
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ
  const copy = device.createBuffer({ size: Math.min(PIECE_BYTES, buffer.size), usage })
  for (let at = 0; at < buffer.size; at += PIECE_BYTES) {
    const length = Math.min(PIECE_BYTES, buffer.size - at)
    const encoder = device.createCommandEncoder()
    encoder.copyBufferToBuffer(buffer, at, copy, 0, length)
    device.queue.submit([encoder.finish()])
    await copy.mapAsync(GPUMapMode.READ, 0, length)
    see(new Uint8Array(copy.getMappedRange(0, length)), at)
    copy.unmap()
  }
  copy.destroy()
}
