import { GPU, Interface, JSON } from 'sublet'
import tgpu, { d } from 'typegpu'

const Numbers = d.arrayOf(d.f32, 4)
const layout = tgpu.bindGroupLayout({ numbers: { storage: Numbers, access: 'mutable' } })

const shader = (numbers: string) => `
@compute @workgroup_size(4) fn main(@builtin(global_invocation_id) id: vec3u) {
  ${numbers}[id.x] *= 2;
}`

const withTypeGpu = GPU({ duration: 10 }, async (numbers: number[]) => {
  const root = await tgpu.init()
  const buffer = root.createBuffer(Numbers, numbers).$usage('storage')
  const group = root.createBindGroup(layout, { numbers: buffer })
  const { device } = root
  const code = `@group(0) @binding(0) var<storage, read_write> numbers: array<f32, 4>;${shader('numbers')}`
  const pipeline = device.createComputePipeline({
    layout: device.createPipelineLayout({ bindGroupLayouts: [root.unwrap(layout)] }),
    compute: { module: device.createShaderModule({ code }) },
  })
  const encoder = device.createCommandEncoder()
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(0, root.unwrap(group))
  pass.dispatchWorkgroups(1)
  pass.end()
  device.queue.submit([encoder.finish()])
  const doubled = await buffer.read()
  // It ends "its" device; the next call has one all the same.
  root.destroy()
  return [...doubled]
})

export default Interface({
  title: 'gpu-typegpu',
  inputs: [JSON({ label: 'Four numbers' })],
  outputs: [JSON()],
  fn: async (numbers) => withTypeGpu(numbers as number[]),
})
