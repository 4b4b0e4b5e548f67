import * as ort from 'onnxruntime-web'
import { GPU, Interface, JSON, Textbox, transfer } from 'sublet'

class Point {
  x = 1
}

const onGpu = GPU({ duration: 5 }, async () => {
  const device = await (await navigator.gpu.requestAdapter())?.requestDevice()
  if (!device) throw new Error('There is no device.')
  const { COPY_DST, COPY_SRC, STORAGE } = GPUBufferUsage
  const gpuBuffer = device.createBuffer({ size: 16, usage: STORAGE | COPY_DST | COPY_SRC })
  return { gpuBuffer, tensor: ort.Tensor.fromGpuBuffer(gpuBuffer, { dataType: 'float32', dims: [2, 2] }) }
})

const pixels = new Uint8Array([1, 2, 3])

const VALUES: Record<string, () => unknown> = {
  function: () => ({ deep: [1, { onDone: () => 1 }] }),
  instance: () => [new Point()],
  promise: () => ({ later: Promise.resolve(1) }),
  module: () => ({ ort }),
  tensor: () => ({ logits: new ort.Tensor('float32', [1, 2], [1, 2]) }),
  gpuTensor: async () => ({ logits: (await onGpu()).tensor }),
  gpuBuffer: async () => ({ buffer: (await onGpu()).gpuBuffer }),
  twice: async function* () {
    yield transfer({ pixels })
    yield { pixels }
  },
  throws: () => {
    class ShapeMismatch extends Error {}
    throw new ShapeMismatch('4 is not 8', { cause: new RangeError('the table ends at 4') })
  },
  fine: () => {
    const cycle: Record<string, unknown> = {
      map: new Map([['k', new Set([1n])]]),
      when: new Date(0),
      like: /x/g,
    }
    cycle.self = cycle
    return cycle
  },
}

export default Interface({
  title: 'call-crossing',
  inputs: [Textbox()],
  outputs: [JSON()],
  fn: (value) => VALUES[value](),
})
