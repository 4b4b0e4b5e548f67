/** Imported before anything of ours, it lies beneath it: what devices of this realm really hold is added up here. */
let counted = 0
const live = new Map<object, { device: object; bytes: number }>()

const { createBuffer, destroy: destroyDevice } = GPUDevice.prototype
const { destroy: destroyBuffer } = GPUBuffer.prototype
GPUDevice.prototype.createBuffer = function (descriptor) {
  const buffer = createBuffer.call(this, descriptor)
  live.set(buffer, { device: this, bytes: buffer.size })
  counted += buffer.size
  return buffer
}
GPUBuffer.prototype.destroy = function () {
  counted -= live.get(this)?.bytes ?? 0
  live.delete(this)
  return destroyBuffer.call(this)
}
GPUDevice.prototype.destroy = function () {
  for (const [buffer, { device, bytes }] of live) {
    if (device !== this) continue
    counted -= bytes
    live.delete(buffer)
  }
  return destroyDevice.call(this)
}

export function countedBytes(): number {
  return counted
}
