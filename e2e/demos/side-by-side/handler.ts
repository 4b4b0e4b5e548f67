import { GPU, Interface, Number, signal, Textbox } from 'sublet'

// Each runner has a module scope of its own.
const runner = crypto.randomUUID()

const hold = GPU({ duration: 60, size: 'large', concurrency: 2 }, async function* (ms: number) {
  yield runner
  await new Promise((resolve) => {
    signal().addEventListener('abort', resolve)
    setTimeout(resolve, ms)
  })
})

export default Interface({
  title: 'side-by-side',
  inputs: [Number({ label: 'Milliseconds', value: 0 })],
  outputs: [Textbox({ label: 'Runner' })],
  fn: hold,
})
