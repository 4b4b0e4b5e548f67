import { GPU, Interface, JSON } from 'sublet'
import tgpu, { d } from 'typegpu'

const layout = tgpu.bindGroupLayout({
  counter: { storage: d.u32, access: 'mutable' },
  values: { storage: d.arrayOf(d.u32, 16) },
})

const count = GPU({ duration: 5 }, async () => {
  const root = await tgpu.init()
  const values = root.createBuffer(d.arrayOf(d.u32, 16)).$usage('storage')
  const counter = root.createBuffer(d.f32).$usage('storage')
  const group = root.createBindGroup(layout, { counter, values })
  root
    .createGuardedComputePipeline((x) => {
      'use gpu'
      layout.$.counter += layout.$.values[x]
    })
    .with(group)
    .dispatchThreads(16)
  return counter.read()
})

export default Interface({
  title: 'A buffer of another type',
  inputs: [],
  outputs: [JSON()],
  fn: () => count(),
})
// expect: 13 is not assignable to type
