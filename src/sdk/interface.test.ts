import { expect, expectTypeOf, test } from 'vitest'
import { Image, Interface, JSON as Json, Label, Number as NumberInput, Slider, Textbox } from './index'

const typesOnly = (_wrong: () => unknown): void => undefined

test('the function gets the values of the inputs, in their order', () => {
  const made = Interface({
    title: 'All',
    inputs: [Image({ shape: [8, 8] }), NumberInput(), Slider({ min: 0, max: 1 }), Textbox(), Json()],
    outputs: [Textbox()],
    fn: (...inputs) => {
      expectTypeOf(inputs).toEqualTypeOf<[ImageData, number, number, string, unknown]>()
      return 'text'
    },
  })
  expect(made).toMatchObject({
    title: 'All',
    description: '',
    inputs: [{ kind: 'image', shape: [8, 8] }, { kind: 'number' }, { kind: 'slider' }, {}, { kind: 'json' }],
  })
  expect(made.fn()).toBe('text')
})

test('one output is returned bare, several as an array; at once, later or streamed', () => {
  const inputs = [Textbox()] as const
  const three = [Textbox(), Slider({ min: 0, max: 1 }), Label()] as const
  Interface({ title: '', inputs, outputs: [Label()], fn: () => [0.1, 0.9] })
  Interface({ title: '', inputs, outputs: [Label()], fn: async () => new Float32Array(2) })
  Interface({ title: '', inputs, outputs: [Label()], fn: () => ({ cat: 1 }) })
  Interface({ title: '', inputs, outputs: three, fn: (text) => [text, 1, [1]] })
  Interface({
    title: '',
    inputs,
    outputs: three,
    async *fn(text) {
      yield [text, 1, { cat: 1 }]
    },
  })
})

typesOnly(() => [
  // @ts-expect-error a textbox gives a string
  Interface({ title: '', inputs: [Textbox()], outputs: [Textbox()], fn: (text: number) => `${text}` }),
  // @ts-expect-error one input, two parameters
  Interface({ title: '', inputs: [Textbox()], outputs: [Textbox()], fn: (a: string, b: string) => a + b }),
  // @ts-expect-error a textbox shows a string
  Interface({ title: '', inputs: [], outputs: [Textbox()], fn: () => 1 }),
  // @ts-expect-error a label is no string
  Interface({ title: '', inputs: [], outputs: [Label()], fn: async () => 'cat' }),
  // @ts-expect-error two outputs, one value
  Interface({ title: '', inputs: [], outputs: [Textbox(), Textbox()], fn: () => 'one' }),
  // @ts-expect-error two outputs, three values
  Interface({ title: '', inputs: [], outputs: [Textbox(), Textbox()], fn: () => ['a', 'b', 'c'] }),
  // @ts-expect-error the values are in the wrong order
  Interface({ title: '', inputs: [], outputs: [Textbox(), NumberInput()], fn: () => [1, 'a'] }),
  Interface({
    title: '',
    inputs: [],
    outputs: [Textbox()],
    // @ts-expect-error what is yielded is checked as well
    fn: async function* () {
      yield 1
    },
  }),
  // @ts-expect-error a slider has two ends
  Slider({ min: 0 }),
  // @ts-expect-error there is no such source
  Image({ source: 'camera' }),
])
