import { GPU, Interface, JSON, Number } from 'sublet'
import tgpu, { d } from 'typegpu'

const Values = d.arrayOf(d.u32, 16)

const increment = GPU({ duration: 5 }, async (threads: number) => {
  const root = await tgpu.init()
  const values = root.createMutable(
    Values,
    Array.from({ length: 16 }, (_, at) => at),
  )
  const program = root.createGuardedComputePipeline((x) => {
    'use gpu'
    if (x >= values.$.length) return
    values.$[x] += 1
  })
  program.dispatchThreads(threads)
  const result = await values.read()
  root.destroy()
  return [...result]
})

export default Interface({
  title: 'One more for each thread',
  inputs: [Number({ label: 'Threads', value: 6, min: 1, max: 16, step: 1 })],
  outputs: [JSON()],
  fn: increment,
})
