/** A device of the browser's adapter; natives only. Not the runner's: a test destroys it when it is done. */
export async function testDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter()
  if (adapter === null) throw new Error('these tests need WebGPU, if only in software')
  return adapter.requestDevice()
}

/** The content of a buffer that has COPY_SRC. */
export async function readBack(device: GPUDevice, buffer: GPUBuffer): Promise<Uint8Array> {
  const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ
  const copy = device.createBuffer({ size: buffer.size, usage })
  const encoder = device.createCommandEncoder()
  encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size)
  device.queue.submit([encoder.finish()])
  await copy.mapAsync(GPUMapMode.READ)
  const content = new Uint8Array(copy.getMappedRange().slice(0))
  copy.destroy()
  return content
}
