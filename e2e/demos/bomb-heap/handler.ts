import { GPU, Interface, Textbox } from 'sublet'

function fillHeap(): string {
  const kept: number[][] = []
  // Arrays of numbers lie in the heap itself; typed arrays would end in a RangeError.
  for (;;) kept.push(new Array<number>(100_000).fill(kept.length))
}

const inside = GPU({ duration: 40 }, (what: string) => (what === 'inside' ? fillHeap() : 'fine'))

export default Interface({
  title: 'bomb-heap',
  inputs: [Textbox({ label: 'Where' })],
  outputs: [Textbox()],
  fn: async (where) => (where === 'outside' ? fillHeap() : inside(where)),
})
