import { Checkbox, GPU, Image, Interface, Number, Textbox } from 'sublet'

const say = GPU({ duration: 3 }, async (text: string, times: number) => Array(times).fill(text).join(' '))

const chequered = new ImageData(4, 4)
for (let at = 0; at < 16; at += 1) {
  const light = (at + Math.floor(at / 4)) % 2 === 0
  chequered.data.set(light ? [52, 211, 153, 255] : [20, 30, 80, 255], at * 4)
}

export default Interface({
  title: 'examples',
  inputs: [
    Textbox({ label: 'Word', required: true }),
    Number({ label: 'Times', value: 1, min: 1, max: 20 }),
    Checkbox({ label: 'Loud' }),
    Image({ label: 'Stamp', required: false }),
  ],
  outputs: [Textbox({ label: 'Said' }), Image({ label: 'Stamped' })],
  examples: [
    ['echo', 2, false, chequered],
    ['hello', 3, true, null],
    ...Array.from({ length: 10 }, (_, row) => [`row ${row + 3}`, 1, false, null] as const),
  ],
  async fn(word, times, loud, stamp) {
    const said = await say(word, times)
    return [loud ? said.toUpperCase() : said, stamp ?? chequered]
  },
})
