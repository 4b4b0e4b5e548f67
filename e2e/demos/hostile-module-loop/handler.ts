import { Interface, Textbox } from 'sublet'

for (;;);

export default Interface({
  title: 'hostile-module-loop',
  inputs: [],
  outputs: [Textbox()],
  fn: async () => 'through',
})
