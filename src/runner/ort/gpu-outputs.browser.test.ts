import { Tensor } from 'onnxruntime-web/webgpu'
import { beforeAll, expect, test, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { createGpuOutputs, type GpuOutputs } from './gpu-outputs'

let device: GPUDevice
beforeAll(async () => {
  const adapter = await navigator.gpu.requestAdapter()
  if (adapter === null) throw new Error('no adapter')
  device = await adapter.requestDevice()
})

/** As ONNX Runtime makes one: `free` gives its buffer back. */
function output(free: () => void, data?: Promise<Float32Array>): Tensor {
  const gpuBuffer = device.createBuffer({ size: 16, usage: GPUBufferUsage.STORAGE })
  return Tensor.fromGpuBuffer(gpuBuffer, {
    dataType: 'float32',
    dims: [4],
    dispose: free,
    ...(data && { download: () => data }),
  })
}

/** In a call of its own, which holds the tensor no longer once it has returned. */
function adoptAndForget(outputs: GpuOutputs, free: () => void): void {
  outputs.adopt({ y: output(free) })
}

const collectGarbage = () => cdp().send('HeapProfiler.collectGarbage')

test('what nobody holds any more is freed, and what somebody holds is not', async () => {
  const outputs = createGpuOutputs()
  const [forgotten, held] = [vi.fn(), vi.fn()]
  adoptAndForget(outputs, forgotten)
  const tensor = output(held)
  outputs.adopt({ tensor })
  await vi.waitFor(async () => {
    await collectGarbage()
    expect(forgotten).toHaveBeenCalledOnce()
  })
  expect(held).not.toHaveBeenCalled()
  expect(tensor.location).toBe('gpu-buffer')
})

test('what is disposed of is freed once, whatever comes later', async () => {
  const outputs = createGpuOutputs()
  const free = vi.fn()
  const tensor = output(free)
  outputs.adopt({ tensor })
  tensor.dispose()
  tensor.dispose()
  outputs.end(false)
  expect(free).toHaveBeenCalledOnce()
})

test('at the end what is left is freed, and whoever holds it is told', () => {
  const outputs = createGpuOutputs()
  const free = vi.fn()
  const tensor = output(free)
  outputs.adopt({ tensor })
  outputs.end(false)
  expect(free).toHaveBeenCalledOnce()
  expect(() => tensor.reshape([2, 2])).toThrow('The tensor is disposed.')
})

test('with a lost device nothing is freed: ONNX Runtime would free what is not there', () => {
  const outputs = createGpuOutputs()
  const free = vi.fn()
  const tensor = output(free)
  outputs.adopt({ tensor })
  outputs.end(true)
  tensor.dispose()
  expect(free).not.toHaveBeenCalled()
  expect(tensor.location).toBe('none')
})

test('the end does not stop at a tensor that is being read', async () => {
  const outputs = createGpuOutputs()
  const data = Promise.withResolvers<Float32Array>()
  const [reading, other] = [vi.fn(), vi.fn()]
  const tensor = output(reading, data.promise)
  outputs.adopt({ tensor, other: output(other) })
  const read = tensor.getData()
  outputs.end(false)
  expect([reading.mock.calls.length, other.mock.calls.length]).toEqual([1, 1])
  data.resolve(new Float32Array(4))
  await expect(read).resolves.toEqual(new Float32Array(4))
})

test('results on the CPU are left alone', () => {
  const outputs = createGpuOutputs()
  const tensor = new Tensor('float32', [1, 2])
  outputs.adopt({ tensor })
  outputs.end(false)
  expect(tensor.data).toEqual(Float32Array.of(1, 2))
})
