import { GPU, Interface, Textbox } from 'sublet'

const count = GPU({ duration: 5 }, async function* (fail: string) {
  for (const step of ['one', 'two', 'three']) {
    if (step === fail) throw new RangeError(`no ${step}`)
    yield step
  }
})

export default Interface({
  title: 'counts',
  inputs: [Textbox({ label: 'Fails at' })],
  outputs: [Textbox()],
  fn: (fail) => count(fail),
})
