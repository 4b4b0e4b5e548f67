import { GPU, Interface, JSON } from 'sublet'

const CODE = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> data: array<f32>;

@compute @workgroup_size(1) fn double(@builtin(global_invocation_id) id: vec3u) {
  data[id.x] = data[id.x] * 2.0;
}`

const double = GPU({ duration: 5 }, async (numbers: number[]) => {
  const adapter = await navigator.gpu.requestAdapter()
  const device = await adapter?.requestDevice()
  if (!device) throw new Error('This browser has no WebGPU.')
  const module = device.createShaderModule({ label: 'doubling', code: CODE })
  const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } })
  const input = Float32Array.from(numbers)
  const work = device.createBuffer({
    size: input.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
  })
  device.queue.writeBuffer(work, 0, input)
  const result = device.createBuffer({
    size: input.byteLength,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  })
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer: work } }],
  })
  const encoder = device.createCommandEncoder()
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, group)
  pass.dispatchWorkgroups(input.length)
  pass.end()
  encoder.copyBufferToBuffer(work, 0, result, 0, result.size)
  device.queue.submit([encoder.finish()])
  await result.mapAsync(GPUMapMode.READ)
  const doubled = [...new Float32Array(result.getMappedRange())]
  result.unmap()
  return doubled
})

export default Interface({
  title: 'Twice as much',
  inputs: [JSON({ value: [1, 3, 5] })],
  outputs: [JSON()],
  fn: (numbers) => double(numbers as number[]),
})
