import {
  Audio,
  Checkbox,
  CheckboxGroup,
  Code,
  ColorPicker,
  Dataframe,
  Dropdown,
  File,
  Image,
  Interface,
  JSON,
  type MaskedImage,
  Number,
  Radio,
  Slider,
  Textbox,
  Video,
} from 'sublet'

const countries =
  `Argentina Australia Austria Belgium Brazil Canada Chile China Croatia Denmark Egypt Estonia Finland
France Germany Ghana Greece Hungary Iceland India Indonesia Ireland Israel Italy Japan Kenya Latvia Mexico Morocco
Nepal Netherlands Nigeria Norway Peru Poland Portugal Romania Spain Sweden Türkiye Ukraine Uruguay Vietnam`.split(
    /\s+/,
  )

const sizes = ['small', 'medium', 'large']
const colours: [string, string][] = [
  ['Red', 'r'],
  ['Green', 'g'],
  ['Blue', 'b'],
]
const headers = ['Item', 'Price', 'In stock']
const datatype = ['str', 'number', 'bool'] as const

// A file cannot be written as JSON; what it is can.
function about(given: Blob | ImageData | { sampleRate: number; channels: Float32Array[] } | null) {
  if (given === null) return null
  if (given instanceof Blob)
    return { name: 'name' in given ? given.name : '', type: given.type, bytes: given.size }
  if ('sampleRate' in given) {
    return {
      sampleRate: given.sampleRate,
      channels: given.channels.length,
      samples: given.channels[0].length,
    }
  }
  return { width: given.width, height: given.height, firstPixel: [...given.data.slice(0, 4)] }
}

function aboutMask(given: MaskedImage | null) {
  if (given === null) return null
  const { image, mask } = given
  const painted = mask.data.filter((value, at) => at % 4 === 3 && value === 255).length
  return { image: about(image), mask: about(mask), painted }
}

export default Interface({
  title: 'Inputs',
  description: 'Every kind of input once. Run shows what the handler is given.',
  inputs: [
    Textbox({ label: 'Name', value: 'Ada', info: 'An empty one is refused.', required: true }),
    Number({ label: 'Seed', value: 42, min: 0, max: 1000, step: 1 }),
    Slider({ label: 'Strength', min: 0, max: 1, step: 0.1, value: 0.5 }),
    Checkbox({ label: 'Upscale', info: 'Twice the size, four times the time.' }),
    Radio({ label: 'Size', choices: sizes, value: 'medium' }),
    CheckboxGroup({ label: 'Channels', choices: colours, value: ['r', 'g'], required: true }),
    Dropdown({ label: 'Sampler', choices: ['Euler', 'Heun', 'DPM++'] }),
    Dropdown({ label: 'Country', choices: countries, value: null, info: 'Type to filter.' }),
    Dropdown({
      label: 'Tags',
      choices: ['cat', 'dog', 'bird'],
      multiselect: true,
      allowCustom: true,
      maxChoices: 3,
    }),
    ColorPicker({ label: 'Background', value: '#0b8f5a' }),
    Dataframe({
      label: 'Prices',
      headers,
      datatype,
      value: [
        ['Pen', 1.2, true],
        ['Ink', 8, false],
      ],
      maxRows: 100,
    }),
    Code({ label: 'Program', language: 'python', value: 'for i in range(3):\n  print(i)', lines: 6 }),
    JSON({ label: 'Settings', value: { steps: 20, seamless: false } }),
    Image({ label: 'Picture', required: false }),
    Image({
      label: 'Mask',
      source: 'mask',
      required: false,
      info: 'A picture, and what is painted over it.',
    }),
    Image({ label: 'Sketch', source: 'sketch', shape: [28, 28], mode: 'grey', required: false }),
    Audio({ label: 'Sound', required: false }),
    Video({ label: 'Film', required: false }),
    File({ label: 'Notes', accept: ['.txt', '.md'], required: false }),
  ],
  outputs: [
    JSON({ label: 'What came' }),
    Checkbox({ label: 'Upscale' }),
    Radio({ label: 'Size', choices: sizes }),
    CheckboxGroup({ label: 'Channels', choices: colours }),
    Dropdown({ label: 'Country', choices: countries }),
    ColorPicker({ label: 'Background' }),
    Dataframe({ label: 'Prices', headers, datatype }),
    Code({ label: 'Program', language: 'python' }),
  ],
  fn: (
    name,
    seed,
    strength,
    upscale,
    size,
    channels,
    sampler,
    country,
    tags,
    background,
    prices,
    program,
    settings,
    picture,
    masked,
    sketch,
    sound,
    film,
    notes,
  ) => {
    const typed = { name, seed, strength, upscale, size, channels, sampler, country, tags, background }
    const files = {
      picture: about(picture),
      masked: aboutMask(masked),
      sketch: about(sketch),
      sound: about(sound),
      film: about(film),
      notes: about(notes),
    }
    const came = { ...typed, prices, program, settings, ...files }
    return [came, upscale, size, channels, country, background, prices, program]
  },
})
