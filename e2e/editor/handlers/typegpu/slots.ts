import { Dropdown, GPU, Interface, JSON } from 'sublet'
import tgpu, { d, std } from 'typegpu'

const colour = tgpu.slot<d.v3f>()
const brightness = tgpu.slot(1)

const tint = tgpu.fn(
  [d.vec3f],
  d.vec3f,
)((given) => {
  'use gpu'
  return std.mul(std.mul(given, colour.$), brightness.$)
})

const red = tint.with(colour, d.vec3f(1, 0, 0))
const green = tint.with(colour, d.vec3f(0, 1, 0)).with(brightness, 0.5)

const show = GPU({ duration: 5 }, async (name: string) => {
  const root = await tgpu.init()
  const result = root.createMutable(d.vec3f)
  const chosen = name === 'red' ? red : green
  const program = root.createGuardedComputePipeline(() => {
    'use gpu'
    result.$ = chosen(d.vec3f(0.8))
  })
  program.dispatchThreads()
  const { x, y, z } = await result.read()
  return { wgsl: tgpu.resolve([chosen]), x, y, z }
})

export default Interface({
  title: 'What is filled in later',
  inputs: [Dropdown({ label: 'Colour', choices: ['red', 'green'] })],
  outputs: [JSON()],
  fn: show,
})
