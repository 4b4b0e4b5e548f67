import { GPU, Interface, JSON } from 'sublet'
import tgpu, { d } from 'typegpu'

const Particle = d.struct({ position: d.vec3f, velocity: d.vec3f })

const move = GPU({ duration: 5 }, async () => {
  const root = await tgpu.init()
  const time = root.createUniform(d.f32, 0.1)
  const particles = root.createMutable(d.arrayOf(Particle, 64))
  root
    .createGuardedComputePipeline((x) => {
      'use gpu'
      const { position, velocity } = particles.$[x]
      particles.$[x].position = position + velocity * time.$
    })
    .dispatchThreads(64)
  const [first] = await particles.read()
  return [first.position.x, first.position.y]
})

export default Interface({
  title: 'Operators that only a plugin of TypeGPU understands',
  inputs: [],
  outputs: [JSON()],
  fn: () => move(),
})
// expect: 14 arithmetic operation
// expect: 14 Operator '+' cannot be applied to types 'v3f' and 'number'
