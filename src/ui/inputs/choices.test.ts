import { describe, expect, test } from 'vitest'
import { checkDropdown, checkGroup, checkRadio, chosen } from './check-choice'
import { checkColor } from './check-color'
import { checkInput } from './check-input'
import { checkText } from './check-text'
import { checkVideo } from './check-video'
import { matches } from './dropdown/matches'

const choices: [string, string][] = [
  ['Red', 'r'],
  ['Green', 'g'],
  ['Blue', 'b'],
]
const radio = { kind: 'radio' as const, choices }
const group = { kind: 'checkbox-group' as const, choices, value: [] }
const dropdown = { kind: 'dropdown' as const, choices, multiselect: false, allowCustom: false }
const several = { ...dropdown, multiselect: true }

describe('one of several', () => {
  test('a radio without a default has to be chosen; a dropdown begins with its first choice', () => {
    expect(checkRadio(radio, undefined)).toEqual({ is: 'missing', reason: 'Choose one of 3' })
    expect(checkRadio({ ...radio, value: 'g' }, undefined)).toEqual({ is: 'value', value: 'g' })
    expect(checkDropdown(dropdown, undefined)).toEqual({ is: 'value', value: 'r' })
    expect(checkDropdown({ ...dropdown, value: null }, undefined).is).toBe('missing')
  })

  test('what is not offered is refused by name and number, be it a label, a default or an old draft', () => {
    expect(checkRadio(radio, 'Red')).toEqual({ is: 'wrong', reason: '“Red” is none of the 3 choices' })
    expect(checkRadio({ ...radio, value: 'x' }, undefined).is).toBe('wrong')
    expect(checkDropdown(dropdown, 'x').is).toBe('wrong')
    expect(checkDropdown({ ...dropdown, allowCustom: true }, 'x')).toEqual({ is: 'value', value: 'x' })
  })
})

describe('any number of several', () => {
  test('ticked ones come in the order of the choices, chosen ones in the order of choosing', () => {
    expect(checkGroup(group, ['b', 'r'])).toEqual({ is: 'value', value: ['r', 'b'] })
    expect(checkDropdown(several, ['b', 'r'])).toEqual({ is: 'value', value: ['b', 'r'] })
  })

  test('none will do unless it is required', () => {
    expect(checkGroup(group, [])).toEqual({ is: 'value', value: [] })
    expect(checkGroup({ ...group, required: true }, [])).toEqual({
      is: 'missing',
      reason: 'Choose at least one of 3',
    })
    expect(checkDropdown(several, undefined)).toEqual({ is: 'value', value: [] })
    expect(checkDropdown({ ...several, required: true }, []).is).toBe('missing')
  })

  test('what is unticked stays unticked: an empty draft is no untouched one', () => {
    expect(chosen({ ...group, value: ['r'] }, [])).toEqual([])
    expect(chosen({ ...group, value: ['r'] }, undefined)).toEqual(['r'])
  })

  test('too many and strange ones are refused', () => {
    expect(checkDropdown({ ...several, maxChoices: 1 }, ['r', 'g'])).toEqual({
      is: 'wrong',
      reason: '2 are chosen; 1 is the most',
    })
    expect(checkGroup(group, ['r', 'mauve']).is).toBe('wrong')
  })
})

describe('a filter over choices', () => {
  const towns: [string, string][] = ['Málaga', 'Kuala Lumpur', 'Lagos', 'Las Palmas'].map((t) => [t, t])
  const found = (typed: string) => matches(towns, typed).shown.map(([shown]) => shown)
  test('forgives case and accents, and puts those first that begin so', () => {
    expect(found('MALA')).toEqual(['Málaga'])
    expect(found('la')).toEqual(['Lagos', 'Las Palmas', 'Málaga', 'Kuala Lumpur'])
    expect(found('pal las')).toEqual(['Las Palmas'])
    expect(found('  ')).toHaveLength(4)
  })

  test('draws a hundred and says how many more there are', () => {
    const many = Array.from({ length: 1000 }, (_, at): [string, string] => [`n${at}`, `${at}`])
    const { shown, more } = matches(many, 'n')
    expect([shown.length, more]).toEqual([100, 900])
  })
})

test.each([
  ['#0B8F5A', '#0b8f5a'],
  ['0b8f5a', '#0b8f5a'],
  [' #fa0 ', '#ffaa00'],
])('the colour %j is %j', (text, value) => {
  expect(checkColor(text)).toEqual({ is: 'value', value })
})

test.each(['#12345', 'red', '#gggggg', 'rgb(1,2,3)'])('%j is no colour', (text) => {
  expect(checkColor(text)).toMatchObject({ is: 'wrong', reason: expect.stringContaining(text) })
})

test('a text may be empty unless it is required', () => {
  expect(checkText({}, '')).toEqual({ is: 'value', value: '' })
  expect(checkText({ required: true }, ' \n')).toEqual({ is: 'missing', reason: 'Enter something' })
})

test('a video is known by its type and has a limit', () => {
  const clip = new File(['x'], 'a.webm', { type: 'video/webm' })
  expect(checkVideo(clip)).toEqual({ is: 'value', value: clip })
  expect(checkVideo(new File(['x'], 'a.txt', { type: 'text/plain' }))).toEqual({
    is: 'wrong',
    reason: '“a.txt” is no video, but text/plain',
  })
  expect(checkVideo(new File([], 'a.webm', { type: 'video/webm' })).is).toBe('wrong')
  Object.defineProperty(clip, 'size', { value: 3_100_000_000 })
  expect(checkVideo(clip)).toEqual({ is: 'wrong', reason: '“a.webm” is 3.1 GB; 2 GB is the most' })
})

test('what need not be given comes as null, and only then', () => {
  expect(checkInput({ kind: 'video', required: false }, undefined)).toEqual({ is: 'value', value: null })
  expect(checkInput({ kind: 'video' }, undefined).is).toBe('missing')
  expect(checkInput({ kind: 'video', required: false }, new File(['x'], 'a')).is).toBe('wrong')
})

test('a checkbox that was never touched is its default, and can be unticked', () => {
  expect(checkInput({ kind: 'checkbox', value: true }, undefined)).toEqual({ is: 'value', value: true })
  expect(checkInput({ kind: 'checkbox', value: true }, false)).toEqual({ is: 'value', value: false })
})
