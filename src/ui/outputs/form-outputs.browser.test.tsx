import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ComponentSpec } from '../../host/types'
import { render } from '../render.fixture'
import { Output } from './output'

function show(spec: ComponentSpec, value: unknown): void {
  render(<Output label="Shown" spec={spec} value={value} canvas={undefined} running={false} />)
}

const choices: [string, string][] = [
  ['Red', 'r'],
  ['Green', 'g'],
]
const table: ComponentSpec = { kind: 'dataframe', datatype: 'str', value: [], maxRows: 10 }
const cells = () =>
  page
    .getByRole('cell')
    .elements()
    .map(({ textContent }) => textContent)

test('choices are shown by their labels, with which are chosen', async () => {
  show({ kind: 'checkbox-group', choices, value: [] }, ['g'])
  await expect.element(page.getByText('Green')).toHaveAttribute('data-chosen', 'true')
  await expect.element(page.getByText('Red')).toHaveAttribute('data-chosen', 'false')
})

test('a table is sorted up, down and back by its headers, with the keyboard too', async () => {
  show(table, { headers: ['Count'], data: [[10], [11], [9]] })
  const head = page.getByRole('columnheader')
  await page.getByRole('button', { name: 'Count' }).click()
  await expect.element(head).toHaveAttribute('aria-sort', 'ascending')
  expect(cells()).toEqual(['9', '10', '11'])
  await userEvent.keyboard('{Enter}')
  await expect.element(head).toHaveAttribute('aria-sort', 'descending')
  expect(cells()).toEqual(['11', '10', '9'])
  await userEvent.keyboard('{Enter}')
  await expect.element(head).toHaveAttribute('aria-sort', 'none')
  expect(cells()).toEqual(['10', '11', '9'])
})

test('a long table is drawn in pages', async () => {
  show(
    table,
    Array.from({ length: 120 }, (_, at) => [at]),
  )
  await expect.element(page.getByText('1–50 of 120')).toBeVisible()
  await page.getByRole('button', { name: 'Later rows' }).click()
  await page.getByRole('button', { name: 'Later rows' }).click()
  await expect.element(page.getByText('101–120 of 120')).toBeVisible()
  expect(cells()).toHaveLength(20)
})

test('code is shown as text, whatever it holds, with a number for each line', async () => {
  show({ kind: 'code', language: 'html', value: '', lines: 8 }, '<b>x</b>\n<i>y</i>')
  await expect.element(page.getByRole('region', { name: 'Shown' })).toHaveTextContent('1 2<b>x</b> <i>y</i>')
  expect(document.querySelector('b')).toBeNull()
})

test.each<[string, ComponentSpec, unknown, RegExp]>([
  ['a text for a checkbox', { kind: 'checkbox', value: false }, 'yes', /takes true or false/],
  ['a choice that is none', { kind: 'radio', choices }, 'mauve', /its 2 choices \(“mauve” is none\)/],
  ['a colour by name', { kind: 'color-picker', value: '#000000' }, 'red', /a colour as #rrggbb/],
  ['an object for a table', table, { rows: [] }, /\{ headers, data \}/],
  ['an address for a video', { kind: 'video' }, 'https://a.test/b.mp4', /a File or a Blob with a video/],
])('%s is told, not shown', async (_, spec, value, reason) => {
  show(spec, value)
  await expect.element(page.getByRole('alert')).toHaveTextContent(reason)
})

test('a video that cannot be played says so, and can be saved', async () => {
  show({ kind: 'video' }, new Blob(['no film'], { type: 'video/mp4' }))
  await expect.element(page.getByText('This browser cannot play it (video/mp4).')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Download' })).toBeVisible()
})
