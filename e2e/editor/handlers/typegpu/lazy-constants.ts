import { GPU, Interface, Label, Number } from 'sublet'
import tgpu, { d, std } from 'typegpu'

const size = tgpu.slot(8)
const inverse = tgpu.lazy(() => 1 / size.$)
const palette = tgpu.const(d.arrayOf(d.f32, 4), [0.1, 0.2, 0.3, 0.4])
const counter = tgpu.privateVar(d.u32, 0)

const share = tgpu.fn(
  [d.u32],
  d.f32,
)((at) => {
  'use gpu'
  counter.$ += 1
  return std.mul(palette.$[at % 4], inverse.$) * d.f32(counter.$)
})

const compute = GPU({ duration: 5 }, async (count: number) => {
  const root = await tgpu.init()
  const shares = root.createMutable(d.arrayOf(d.f32, count))
  const pipeline = root.with(size, count).createGuardedComputePipeline((x) => {
    'use gpu'
    shares.$[x] = share(x)
  })
  pipeline.dispatchThreads(count)
  return await shares.read()
})

export default Interface({
  title: 'What is worked out when the shader is written',
  inputs: [Number({ label: 'How many', value: 8, min: 1, max: 64, step: 1 })],
  outputs: [Label()],
  fn: compute,
})
