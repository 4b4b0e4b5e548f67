import { Interface, JSON as Json, Number, State, skip, Textbox } from 'sublet'

interface Seen {
  total: number
  values: number[]
}

export default Interface({
  title: 'state-count',
  inputs: [Number({ label: 'Value', value: 1 }), State<Seen>({ total: 0, values: [] })],
  outputs: [Textbox({ label: 'Step' }), State<Seen>({ total: 0, values: [] }), Json({ label: 'Seen' })],
  async *fn(value, seen) {
    seen.total += value
    yield ['added', seen, { ...seen }] as const
    // After the yield: it is part of the State only when that is yielded again.
    seen.values.push(value)
    yield ['noted', skip(), skip()] as const
    if (value === 0) throw new RangeError('nothing to add')
    if (value < 0) for (;;);
    if (value >= 10) yield [skip(), seen, skip()] as const
  },
})
