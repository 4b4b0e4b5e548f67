import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { after, before, mount } from './field.fixture'

const choices: [string, string][] = [
  ['Red', 'r'],
  ['Green', 'g'],
  ['Blue', 'b'],
]

test('a checkbox: its name beside it, its help tied to it, Space ticks', async () => {
  const { value, press } = mount({
    kind: 'checkbox',
    label: 'Upscale',
    info: 'Twice as large.',
    value: false,
  })
  const box = page.getByRole('checkbox', { name: 'Upscale' })
  await expect.element(box).toHaveAccessibleDescription('Twice as large.')
  await before().click()
  await press('{Tab} ')
  await expect.element(box).toBeChecked()
  expect(value()).toBe(true)
})

test('a radio: one stop for Tab, arrows choose; what is missing is tied to the group', async () => {
  const { value, press } = mount({ kind: 'radio', label: 'Size', choices }, true)
  const group = page.getByRole('radiogroup', { name: 'Size' })
  await expect.element(group).toHaveAccessibleDescription('Choose one of 3')
  await before().click()
  await press('{Tab} {ArrowDown}')
  expect(value()).toBe('g')
  await expect.element(page.getByRole('radio', { name: 'Green' })).toHaveFocus()
  await press('{Tab}')
  await expect.element(after()).toHaveFocus()
})

test('a group of checkboxes gives values, not labels', async () => {
  const { value } = mount({ kind: 'checkbox-group', label: 'Channels', choices, value: ['b'] })
  await page.getByRole('group', { name: 'Channels' }).getByText('Red').click()
  expect(value()).toEqual(['r', 'b'])
  await page.getByText('Blue').click()
  expect(value()).toEqual(['r'])
})

test('a short dropdown is the browser’s own', async () => {
  const { value } = mount({
    kind: 'dropdown',
    label: 'Colour',
    choices,
    multiselect: false,
    allowCustom: false,
    value: null,
  })
  expect(value()).toBe('Choose one of 3')
  const select = page.getByRole('combobox', { name: 'Colour' })
  await userEvent.selectOptions(select, 'Green')
  expect(value()).toBe('g')
})

test('a long dropdown filters while typing, and Enter takes; the focus comes back', async () => {
  const many = Array.from({ length: 40 }, (_, at): [string, string] => [`Town ${at}`, `t${at}`])
  const { value, press } = mount({
    kind: 'dropdown',
    label: 'Town',
    choices: many,
    multiselect: false,
    allowCustom: false,
  })
  const box = page.getByRole('combobox', { name: 'Town' }).first()
  await expect.element(box).toHaveTextContent('Town 0')
  await before().click()
  await press('{Tab}{Enter}')
  await expect.element(page.getByPlaceholder('Filter 40')).toHaveFocus()
  await press('town 3')
  await expect.element(page.getByRole('option')).toHaveLength(13)
  await press('{ArrowDown}{Enter}')
  expect(value()).toBe('t30')
  await expect.element(box).toHaveTextContent('Town 30')
  await expect.element(box).toHaveFocus()
  await press('{Enter}zzz')
  await expect.element(page.getByText('None of the 40 choices has “zzz”')).toBeVisible()
  await press('{Escape}')
  expect(value()).toBe('t30')
})

test('several, and one of one’s own: the list stays open; each can be taken away again', async () => {
  const { value, press } = mount({
    kind: 'dropdown',
    label: 'Tags',
    choices,
    multiselect: true,
    allowCustom: true,
    maxChoices: 2,
  })
  await page.getByRole('combobox', { name: 'Tags' }).click()
  await press('blu{Enter}')
  await press('mauve{Enter}')
  expect(value()).toEqual(['b', 'mauve'])
  await press('red{Enter}{Escape}')
  expect(value()).toBe('3 are chosen; 2 is the most')
  await expect.element(page.getByRole('alert')).toHaveTextContent('3 are chosen')
  await page.getByRole('button', { name: 'Remove Blue' }).click()
  expect(value()).toEqual(['mauve', 'r'])
  await expect.element(page.getByRole('combobox', { name: 'Tags' })).toHaveFocus()
})

test('a colour can be typed; what is none is refused at the field', async () => {
  const { value } = mount({ kind: 'color-picker', label: 'Ink', value: '#000000' })
  const field = page.getByRole('textbox', { name: 'Ink', exact: true })
  await field.fill('#FA0')
  expect(value()).toBe('#ffaa00')
  await expect.element(page.getByLabelText('Ink: pick')).toHaveValue('#ffaa00')
  await field.fill('puce')
  await expect.element(field).toHaveAccessibleDescription(/“puce” is no colour/)
})

test('code: Tab indents, Enter keeps the indent, Esc and then Tab leaves; it can be undone', async () => {
  const { value, press } = mount({ kind: 'code', label: 'Program', language: 'python', value: '', lines: 4 })
  const area = page.getByRole('textbox', { name: 'Program' })
  await area.click()
  await press('if x:{Enter}{Tab}y{Enter}z')
  expect(value()).toBe('if x:\n  y\n  z')
  await press('{Shift>}{Tab}{/Shift}')
  expect(value()).toBe('if x:\n  y\nz')
  await press('{ControlOrMeta>}z{/ControlOrMeta}')
  expect(value()).toBe('if x:\n  y\n  z')
  await press('{Escape}{Tab}')
  await expect.element(after()).toHaveFocus()
})
