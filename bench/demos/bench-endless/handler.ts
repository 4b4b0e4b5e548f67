import { GPU, Interface, Textbox } from 'sublet'

const loop = GPU({ duration: 0.5 }, function loop() {
  for (;;) {}
})

export default Interface({ title: 'bench-endless', inputs: [], outputs: [Textbox()], fn: () => loop() })
