import { GPU, Interface, JSON, Number } from 'sublet'

const adapter = await navigator.gpu?.requestAdapter()
const canTime = adapter?.features.has('timestamp-query') ?? false

const measure = GPU({ duration: 10 }, async (rounds: number) => {
  const device = await adapter?.requestDevice({ requiredFeatures: canTime ? ['timestamp-query'] : [] })
  if (!device) throw new Error('This browser has no WebGPU.')
  if (!canTime) return { nanoseconds: null, lost: false }
  const querySet = device.createQuerySet({ type: 'timestamp', count: 2 })
  const resolve = device.createBuffer({
    size: 16,
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  })
  const read = device.createBuffer({ size: 16, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ })
  device.pushErrorScope('validation')
  const encoder = device.createCommandEncoder()
  for (let round = 0; round < rounds; round += 1) {
    encoder
      .beginComputePass({
        timestampWrites: { querySet, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 },
      })
      .end()
  }
  encoder.resolveQuerySet(querySet, 0, 2, resolve, 0)
  encoder.copyBufferToBuffer(resolve, read)
  device.queue.submit([encoder.finish()])
  const error = await device.popErrorScope()
  if (error) throw new Error(error.message)
  await read.mapAsync(GPUMapMode.READ)
  const [begun, ended] = new BigInt64Array(read.getMappedRange())
  return { nanoseconds: globalThis.Number(ended - begun), lost: false }
})

export default Interface({
  title: 'The time that the GPU took',
  inputs: [Number({ value: 1, min: 1, max: 10, step: 1 })],
  outputs: [JSON()],
  fn: measure,
})
