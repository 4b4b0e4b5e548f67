import { describe, expect, test } from 'vitest'
import type { ComponentKind, ComponentSpec } from '../../host/types'
import { checkInput } from './check-input'
import { decoded, draftOf } from './draft-of'

const choices: [string, string][] = [
  ['Red', 'r'],
  ['Green', 'g'],
]
const picture = new ImageData(new Uint8ClampedArray([9, 8, 7, 255, 1, 2, 3, 255]), 2, 1)
const clip = { sampleRate: 8000, channels: [new Float32Array([0, 0.5])] }
const notes = new File(['hello'], 'notes.txt', { type: 'text/plain' })
const film = new File(['x'], 'a.webm', { type: 'video/webm' })
const table = { headers: ['Item', 'Price'], data: [['Pen', 1.5]] }
const image: ComponentSpec = { kind: 'image', source: 'upload', mode: 'rgba', crop: 'none' }
const dropdown: ComponentSpec = { kind: 'dropdown', choices, multiselect: false, allowCustom: false }

const prices: ComponentSpec = {
  kind: 'dataframe',
  headers: ['Item', 'Price'],
  datatype: ['str', 'number'],
  value: [],
  maxRows: 9,
}

const comesBack: [ComponentSpec, unknown][] = [
  [image, picture],
  [{ kind: 'number', value: 0 }, -0.5],
  [{ kind: 'slider', min: 0, max: 9, step: 3 }, 6],
  [{ kind: 'textbox', lines: 1, value: 'declared' }, ''],
  [{ kind: 'code', language: 'ts', value: '', lines: 8 }, 'let a\n'],
  [{ kind: 'checkbox', value: true }, false],
  [{ kind: 'checkbox-group', choices, value: ['r'] }, []],
  [{ kind: 'radio', choices }, 'g'],
  [dropdown, 'g'],
  [{ ...dropdown, multiselect: true }, ['g', 'r']],
  [{ kind: 'color-picker', value: '#000000' }, '#0b8f5a'],
  [prices, table],
  [{ kind: 'json' }, { a: [1, null, 'x'] }],
  [{ kind: 'audio' }, clip],
  [{ kind: 'file', accept: [] }, notes],
  [{ kind: 'video' }, film],
]

test.each(comesBack.map(([spec, value]) => [spec.kind, spec, value] as const))(
  'what a handler gave for %s is what it gets when it comes back',
  (_, spec, value) => {
    expect(checkInput(spec, draftOf(spec, value))).toEqual({ is: 'value', value })
  },
)

test.each(comesBack.map(([spec]) => [spec.kind, spec] as const))(
  'a %s cannot hold what is of another kind',
  (_, spec) => {
    const strange = Symbol('of no kind')
    expect(draftOf(spec, strange)).toBeUndefined()
    expect(draftOf(spec, undefined)).toBeUndefined()
    // JSON takes all that is data.
    if (spec.kind !== 'json') expect(draftOf(spec, { strange: 1 })).toBeUndefined()
  },
)

describe('what is near enough', () => {
  test('a bitmap is read out; a closed one cannot be', async () => {
    const bitmap = await createImageBitmap(picture)
    expect(draftOf(image, bitmap)).toEqual(picture)
    bitmap.close()
    expect(draftOf(image, bitmap)).toBeUndefined()
  })

  test('an encoded picture is decoded first; what is no picture is refused with a reason', async () => {
    const canvas = new OffscreenCanvas(3, 2)
    canvas.getContext('2d')
    const png = await canvas.convertToBlob()
    expect(draftOf(image, png)).toBeUndefined()
    expect(draftOf(image, await decoded(image, png))).toMatchObject({ width: 3, height: 2 })
    await expect(decoded(image, new Blob(['x'], { type: 'text/plain' }))).rejects.toThrow('is no picture')
    expect(await decoded({ kind: 'file', accept: [] }, png)).toBe(png)
  })

  test('bytes without a name become a file that has one', () => {
    const draft = draftOf({ kind: 'video' }, new Blob(['x'], { type: 'video/webm' }))
    expect(draft).toMatchObject({ name: 'video', type: 'video/webm', size: 1 })
  })

  test('rows alone are a table; a missing cell is an empty one', () => {
    expect(draftOf(prices, [['Pen', null]])).toEqual({ cells: [['Pen', '']] })
  })

  test('numbers that no field can show, and JSON that goes in a circle, are none', () => {
    expect(draftOf({ kind: 'number', value: 0 }, Number.NaN)).toBeUndefined()
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(draftOf({ kind: 'json' }, circle)).toBeUndefined()
  })
})

test.each<ComponentKind>([
  'label',
  'image-slider',
  'canvas',
  'chatbot',
  'markdown',
  'highlighted-text',
  'gallery',
  'plot',
  'model3d',
  'state',
])('%s is no control: nothing goes back into it', (kind) => {
  const specs: Record<string, ComponentSpec> = {
    label: { kind: 'label', top: 3 },
    'image-slider': { kind: 'image-slider' },
    canvas: { kind: 'canvas', width: 2, height: 2 },
    chatbot: { kind: 'chatbot' },
    markdown: { kind: 'markdown' },
    'highlighted-text': { kind: 'highlighted-text', legend: true },
    gallery: { kind: 'gallery' },
    plot: { kind: 'plot', height: 300 },
    model3d: { kind: 'model3d' },
    state: { kind: 'state', initial: 0 },
  }
  const spec = specs[kind]
  expect(spec).toBeDefined()
  if (spec !== undefined) expect(draftOf(spec, 'any')).toBeUndefined()
})

test('a button holds nothing, and how often a timer has ticked is not for a handler to say', () => {
  expect(draftOf({ kind: 'timer', every: 1, active: true }, 7)).toBeUndefined()
  expect(draftOf({ kind: 'button', label: 'Go', look: 'primary' }, null)).toBeUndefined()
})
