import { GPU, Interface, Number } from 'sublet'

const count = GPU({ duration: 60 }, async function* (steps: number) {
  for (let step = 1; step <= steps; step++) yield step
})

export default Interface({
  title: 'bench-steps',
  inputs: [Number({ label: 'Steps' })],
  outputs: [Number({ label: 'Step' })],
  fn: (steps) => count(steps),
})
