import { GPU, Interface, JSON, Slider } from 'sublet'
import tgpu, { d } from 'typegpu'

const Particle = d.struct({ position: d.vec3f, velocity: d.vec3f })
const COUNT = 512

const layout = tgpu.bindGroupLayout({
  time: { uniform: d.f32 },
  particles: { storage: d.arrayOf(Particle), access: 'mutable' },
})

const simulate = GPU({ duration: 10 }, async (seconds: number) => {
  const root = await tgpu.init()
  const time = root.createBuffer(d.f32, seconds).$usage('uniform')
  const particles = root
    .createBuffer(
      d.arrayOf(Particle, COUNT),
      Array.from({ length: COUNT }, (_, at) => ({
        position: d.vec3f(at, 0, 0),
        velocity: d.vec3f(0, 1, Math.sin(at)),
      })),
    )
    .$usage('storage')
  const group = root.createBindGroup(layout, { time, particles })
  const move = root.createGuardedComputePipeline((x) => {
    'use gpu'
    const particle = layout.$.particles[x]
    layout.$.particles[x].position = particle.position.add(particle.velocity.mul(layout.$.time))
  })
  move.with(group).dispatchThreads(COUNT)
  const moved = await particles.read()
  return moved.slice(0, 4).map(({ position }) => [position.x, position.y, position.z])
})

export default Interface({
  title: 'Particles',
  inputs: [Slider({ label: 'Seconds', min: 0, max: 10, value: 1 })],
  outputs: [JSON()],
  fn: simulate,
})
