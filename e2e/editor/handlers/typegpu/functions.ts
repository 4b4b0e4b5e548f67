import { GPU, Interface, Plot, Slider } from 'sublet'
import tgpu, { d, std } from 'typegpu'

const wave = tgpu.fn(
  [d.f32, d.f32],
  d.f32,
)((x, frequency) => {
  'use gpu'
  return std.sin(x * frequency) * std.exp(-x)
})

const sampled = tgpu.fn([d.f32], d.f32)`(x) { return wave(x, 6.0); }`.$uses({ wave })

const draw = GPU({ duration: 5 }, async (count: number) => {
  const root = await tgpu.init()
  const samples = root.createMutable(d.arrayOf(d.f32, count))
  root
    .createGuardedComputePipeline((at) => {
      'use gpu'
      samples.$[at] = sampled(d.f32(at) / 32)
    })
    .dispatchThreads(count)
  return Float32Array.from(await samples.read())
})

export default Interface({
  title: 'A function of the GPU',
  inputs: [Slider({ label: 'Samples', min: 16, max: 512, step: 16, value: 128 })],
  outputs: [Plot({ label: 'Wave' })],
  async fn(count) {
    const y = await draw(count)
    return { x: Float32Array.from(y, (_, at) => at / 32), series: [{ label: 'wave', y }] }
  },
})
