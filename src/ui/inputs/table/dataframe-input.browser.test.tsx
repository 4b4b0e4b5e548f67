import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ComponentSpec } from '../../../host/types'
import { before, mount, paste } from '../field.fixture'

const table: ComponentSpec = {
  kind: 'dataframe',
  label: 'Prices',
  headers: ['Item', 'Price', 'New'],
  datatype: ['str', 'number', 'bool'],
  value: [['Pen', 1, false]],
  maxRows: 3,
}
const data = (value: unknown) =>
  typeof value === 'object' && value !== null && 'data' in value ? value.data : value
const cell = (name: string) => page.getByRole('gridcell', { name, exact: true })

test('a table by keyboard alone: in by Tab, arrows, typing, Enter, Space; out by Tab', async () => {
  const { value, press } = mount(table)
  await expect.element(cell('Pen')).toBeVisible()
  await before().click()
  await press('{Tab}')
  await expect.element(cell('Pen')).toHaveFocus()
  await press('{ArrowRight}{Enter}')
  await expect.element(page.getByRole('textbox', { name: 'Price, row 1' })).toHaveFocus()
  await press('.5{Tab}')
  await expect.element(cell('false')).toHaveFocus()
  await press(' ')
  expect(data(value())).toEqual([['Pen', 1.5, true]])
  // A key that types replaces; Escape takes it back.
  await press('{Home}Ink{Escape}')
  expect(data(value())).toEqual([['Pen', 1.5, true]])
  await press('Ink{Enter}Cap{Enter}')
  expect(data(value())).toEqual([
    ['Ink', 1.5, true],
    ['Cap', null, false],
  ])
  await press('{ArrowUp}{Delete}')
  expect(data(value())).toEqual([['Ink', 1.5, true]])
  await press('{Tab}')
  await expect.element(page.getByRole('button', { name: 'Delete row 2' })).toBeVisible()
  expect(page.getByRole('grid').element().contains(document.activeElement)).toBe(false)
})

test('a block is pasted from the active cell on; one that does not fit changes nothing and says why', async () => {
  const { value } = mount(table)
  await cell('Pen').click()
  paste(cell('Pen').element(), (clip) => clip.setData('text/plain', 'Ink\t2\tyes\nCap\tx\tno\n'))
  await expect.element(page.getByRole('alert')).toHaveTextContent('Row 2, “Price”: “x” is no number')
  await expect.element(cell('x')).toHaveAttribute('aria-invalid', 'true')
  await cell('x').dblClick()
  await page.getByRole('textbox', { name: 'Price, row 2' }).fill('3')
  expect(data(value())).toEqual([
    ['Ink', 2, true],
    ['Cap', 3, false],
  ])
  await cell('Ink').click()
  paste(cell('Ink').element(), (clip) => clip.setData('text/plain', 'a\nb\nc\nd'))
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('4 rows were pasted from row 1 on; the table takes 3')
  expect(data(value())).toHaveLength(2)
})

test('rows are added up to the limit and taken away', async () => {
  mount(table)
  const add = page.getByRole('button', { name: 'Add row' })
  await add.click()
  await add.click()
  await expect.element(page.getByRole('row')).toHaveLength(4)
  await expect.element(add).toBeDisabled()
  await page.getByRole('button', { name: 'Delete row 3' }).click()
  await expect.element(page.getByRole('row')).toHaveLength(3)
})
