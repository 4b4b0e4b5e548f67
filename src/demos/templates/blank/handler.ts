import { GPU, Interface, Slider, Textbox } from 'sublet'

// What needs the GPU goes in here. It is leased for at most this many seconds.
const shout = GPU({ duration: 2 }, async (text: string, times: number) =>
  `${text.toUpperCase()}! `.repeat(times).trim(),
)

export default Interface({
  title: 'Text in, text out',
  description: 'Change the handler, and press Ctrl+Enter.',
  inputs: [
    Textbox({ label: 'Text', value: 'hello' }),
    Slider({ label: 'How often', min: 1, max: 5, step: 1, value: 2 }),
  ],
  outputs: [Textbox({ label: 'Result' })],
  fn: shout,
})
