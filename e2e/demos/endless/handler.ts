import { GPU, Interface, Number, Textbox } from 'sublet'

const work = GPU({ duration: 1 }, (loop: number) => {
  for (; loop === 1; ) {}
  return 'done'
})

export default Interface({
  title: 'endless',
  inputs: [Number({ label: '1 to loop' })],
  outputs: [Textbox()],
  fn: async (loop) => work(loop),
})
