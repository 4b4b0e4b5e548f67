import { GPU, Interface, JSON, Number } from 'sublet'
import tgpu from 'typegpu'
import * as d from 'typegpu/data'
import * as std from 'typegpu/std'

const SIZE = 64

const layout = tgpu.bindGroupLayout({
  numbers: { storage: (count: number) => d.arrayOf(d.u32, count), access: 'mutable' },
  total: { storage: d.atomic(d.u32), access: 'mutable' },
})

const add = tgpu.computeFn({
  in: { id: d.builtin.globalInvocationId, local: d.builtin.localInvocationIndex },
  workgroupSize: [SIZE],
})(({ id }) => {
  'use gpu'
  std.atomicAdd(layout.$.total, layout.$.numbers[id.x])
})

const sum = GPU({ duration: 5 }, async (groups: number) => {
  const root = await tgpu.init({ adapter: { powerPreference: 'high-performance' } })
  const count = groups * SIZE
  const numbers = root.createBuffer(
    d.arrayOf(d.u32, count),
    Array.from({ length: count }, (_, at) => at),
  )
  const total = root.createBuffer(d.atomic(d.u32), 0).$usage('storage')
  const group = root.createBindGroup(layout, { numbers: numbers.$usage('storage'), total })
  const pipeline = root.createComputePipeline({ compute: add })
  pipeline.with(group).dispatchWorkgroups(groups)
  return await total.read()
})

export default Interface({
  title: 'A sum in parallel',
  inputs: [Number({ label: 'Groups of 64', value: 4, min: 1, max: 1000, step: 1 })],
  outputs: [JSON()],
  fn: sum,
})
