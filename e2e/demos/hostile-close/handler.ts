import { Interface, Textbox } from 'sublet'

self.close()

export default Interface({
  title: 'hostile-close',
  inputs: [],
  outputs: [Textbox()],
  fn: async () => 'alive',
})
