import { GPU, Interface, Number, signal, Textbox } from 'sublet'

// Ends when the visitor presses Stop, or when the budget is used up: whichever fires the signal.
const hold = GPU({ duration: (seconds: number) => seconds, size: 'xlarge' }, async (_seconds: number) => {
  await new Promise((resolve) => signal().addEventListener('abort', resolve))
  return 'released'
})

export default Interface({
  title: 'hold-all',
  inputs: [Number({ label: 'Seconds', value: 30 })],
  outputs: [Textbox()],
  fn: hold,
})
