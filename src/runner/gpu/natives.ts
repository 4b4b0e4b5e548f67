/**
 * The browser's own WebGPU methods, taken before anything is patched. Attach, detach and the meter use
 * these; a handler cannot reach them, because a worker has one realm and this module is private to it.
 */
const { requestDevice } = GPUAdapter.prototype
const { createBuffer, pushErrorScope, popErrorScope, destroy: destroyDevice } = GPUDevice.prototype
const { destroy: destroyBuffer } = GPUBuffer.prototype
const { submit, writeBuffer, onSubmittedWorkDone } = GPUQueue.prototype

export const natives = {
  requestDevice: (adapter: GPUAdapter, descriptor: GPUDeviceDescriptor) =>
    requestDevice.call(adapter, descriptor),
  createBuffer: (device: GPUDevice, descriptor: GPUBufferDescriptor) => createBuffer.call(device, descriptor),
  pushErrorScope: (device: GPUDevice, filter: GPUErrorFilter) => pushErrorScope.call(device, filter),
  popErrorScope: (device: GPUDevice) => popErrorScope.call(device),
  destroyBuffer: (buffer: GPUBuffer) => destroyBuffer.call(buffer),
  destroyDevice: (device: GPUDevice) => destroyDevice.call(device),
  submit: (queue: GPUQueue, commands: Iterable<GPUCommandBuffer>) => submit.call(queue, commands),
  writeBuffer: (queue: GPUQueue, buffer: GPUBuffer, offset: number, data: Uint8Array<ArrayBuffer>) =>
    writeBuffer.call(queue, buffer, offset, data),
  onSubmittedWorkDone: (queue: GPUQueue) => onSubmittedWorkDone.call(queue),
}
