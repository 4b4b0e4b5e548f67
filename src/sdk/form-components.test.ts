import { expect, expectTypeOf, test } from 'vitest'
import {
  Audio,
  type AudioClip,
  Checkbox,
  CheckboxGroup,
  Code,
  ColorPicker,
  Dataframe,
  Dropdown,
  File as FileComponent,
  Image,
  Interface,
  type MaskedImage,
  Radio,
  type Table,
  Textbox,
  Video,
} from './index'

const typesOnly = (_wrong: () => unknown): void => undefined
const choices = ['a', ['Bee', 'b']] as const

test('each gives what it is ticked, picked or typed', () => {
  const made = Interface({
    title: '',
    inputs: [
      Checkbox(),
      CheckboxGroup({ choices }),
      Radio({ choices }),
      Dropdown({ choices }),
      Dropdown({ choices, multiselect: true, maxChoices: 2 }),
      ColorPicker(),
      Code({ language: 'python' }),
      Dataframe({ headers: ['x'], datatype: ['number'] }),
      Video(),
    ],
    outputs: [Textbox()],
    fn: (...inputs) => {
      expectTypeOf(inputs).toEqualTypeOf<
        [boolean, string[], string, string, string[], string, string, Table, File]
      >()
      return ''
    },
  })
  expect(made.inputs.slice(0, 5)).toEqual([
    { kind: 'checkbox' },
    { kind: 'checkbox-group', choices },
    { kind: 'radio', choices },
    { kind: 'dropdown', choices },
    { kind: 'dropdown', choices, multiselect: true, maxChoices: 2 },
  ])
})

test('what need not be given may be null, and nothing else may', () => {
  Interface({
    title: '',
    inputs: [
      Image({ required: false }),
      Audio({ required: false }),
      FileComponent({ accept: ['.txt'], required: false }),
      Video({ required: false }),
      Image({ required: true }),
    ],
    outputs: [Textbox()],
    fn: (...inputs) => {
      expectTypeOf(inputs).toEqualTypeOf<
        [ImageData | null, AudioClip | null, File | null, File | null, ImageData]
      >()
      return ''
    },
  })
})

test('a mask comes with its picture', () => {
  const made = Interface({
    title: '',
    inputs: [
      Image({ source: 'mask', shape: [8, 8] }),
      Image({ source: 'mask', required: false }),
      Image({ source: 'sketch' }),
    ],
    outputs: [Image()],
    fn: (...inputs) => {
      expectTypeOf(inputs).toEqualTypeOf<[MaskedImage, MaskedImage | null, ImageData]>()
      return inputs[0].mask
    },
  })
  expect(made.inputs[0]).toEqual({ kind: 'image', source: 'mask', shape: [8, 8] })
})

test('as outputs they take the same', () => {
  const outputs = [
    Checkbox(),
    Radio({ choices }),
    Dropdown({ choices, multiselect: true }),
    Dataframe(),
  ] as const
  const made = Interface({
    title: '',
    inputs: [],
    outputs,
    fn: () => [true, 'a', ['a', 'b'], { headers: ['x'], data: [[1], [null]] }],
  })
  expect(made.outputs).toBe(outputs)
  Interface({ title: '', inputs: [], outputs: [Video()], fn: async () => new Blob([]) })
})

typesOnly(() => [
  // @ts-expect-error one choice is no list
  Interface({ title: '', inputs: [], outputs: [Dropdown({ choices })], fn: () => ['a'] }),
  // @ts-expect-error several are
  Interface({ title: '', inputs: [], outputs: [CheckboxGroup({ choices })], fn: () => 'a' }),
  // @ts-expect-error cells are plain
  Interface({ title: '', inputs: [], outputs: [Dataframe()], fn: () => ({ headers: [], data: [[{}]] }) }),
  // @ts-expect-error a radio has choices
  Radio({ label: 'Size' }),
  // @ts-expect-error only several have a maximum
  Dropdown({ choices, maxChoices: 2 }),
  // @ts-expect-error there are three types of columns
  Dataframe({ datatype: 'date' }),
])
