import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from '../../render.fixture'
import { stream } from '../stream.fixture'
import { PlotOutput } from './plot-output'

const upTo = (count: number, kind = 'line') => {
  const x = Float32Array.from({ length: count }, (_, index) => index)
  return {
    kind,
    x,
    series: [
      { label: 'Rising', y: x.map((item) => item * 2) },
      { label: 'Falling', y: x.map((item) => 100 - item) },
    ],
    xLabel: 'Step',
    yLabel: 'Loss',
  }
}
const chart = () => page.getByRole('application', { name: /^Curve/ })
const canvas = () => {
  const found = chart().element().querySelector('canvas')
  if (found === null) throw new Error('there is no chart')
  return found
}
/** How many pixels of the chart have this colour. */
const painted = (colour: number[]) => {
  const { width, height } = canvas()
  const data = canvas().getContext('2d')?.getImageData(0, 0, width, height).data ?? []
  let count = 0
  for (let at = 0; at < data.length; at += 4)
    if (colour.every((item, channel) => Math.abs((data[at + channel] ?? 0) - item) < 8)) count += 1
  return count
}
/** Of `hues.ts`, in light. */
const BLUE = [0x20, 0x57, 0xb4, 255]
const ORANGE = [0xa3, 0x4a, 0x00, 255]

const show = (first: unknown) =>
  stream((value) => <PlotOutput label="Curve" height={240} value={value} />, first)

test.each(['line', 'bar', 'scatter'])('a %s plot draws each series in its colour', async (kind) => {
  show(upTo(20, kind))
  await expect.element(chart()).toHaveAccessibleName(/20 points/)
  await expect.poll(() => painted(BLUE)).toBeGreaterThan(50)
  expect(painted(ORANGE)).toBeGreaterThan(50)
})

test('more points come into the same chart', async () => {
  const { give } = show(upTo(5))
  await expect.element(chart()).toHaveAccessibleName(/5 points/)
  const before = canvas()
  give(upTo(50))
  await expect.element(chart()).toHaveAccessibleName(/50 points/)
  expect(canvas()).toBe(before)
  give({ ...upTo(50), kind: 'bar' })
  await expect.element(chart()).toHaveAccessibleName(/bar chart/)
})

test('keys go from point to point, and tell the values', async () => {
  show(upTo(20))
  await expect.element(chart()).toBeVisible()
  chart().element().focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
  await expect.element(page.getByRole('status')).toHaveTextContent('Step 2, Rising 4, Falling 98')
  await userEvent.keyboard('{End}')
  await expect.element(page.getByRole('status')).toHaveTextContent('Step 19')
  await userEvent.keyboard('{Home}{ArrowLeft}')
  await expect.element(page.getByRole('status')).toHaveTextContent('Step 0')
})

test('what is zoomed in on stays while more streams in; Show all ends it', async () => {
  const { give } = show(upTo(20))
  const all = page.getByRole('button', { name: 'Show all' })
  await expect.element(all).toBeDisabled()
  chart().element().focus()
  await userEvent.keyboard('{ArrowRight}+++')
  await expect.element(all).toBeEnabled()
  await expect.poll(() => painted(BLUE)).toBeGreaterThan(50)
  give(upTo(2000))
  await expect.element(chart()).toHaveAccessibleName(/2000 points/)
  await expect.element(all).toBeEnabled()
  await all.click()
  await expect.element(all).toBeDisabled()
  await expect.element(page.getByText('Drag to zoom in.')).toBeVisible()
})

test('a series that is pressed is left out, also when more comes', async () => {
  const { give } = show(upTo(20))
  const falling = page.getByRole('button', { name: 'Falling' })
  await expect.poll(() => painted(ORANGE)).toBeGreaterThan(50)
  await falling.click()
  await expect.element(falling).toHaveAttribute('aria-pressed', 'false')
  await expect.poll(() => painted(ORANGE)).toBe(0)
  give(upTo(25))
  await expect.element(chart()).toHaveAccessibleName(/25 points/)
  expect(painted(ORANGE)).toBe(0)
  await falling.click()
  await expect.poll(() => painted(ORANGE)).toBeGreaterThan(50)
})

test('it follows the width that it is given', async () => {
  const place = render(
    <div style={{ width: 900 }}>
      <PlotOutput label="Curve" height={240} value={upTo(20)} />
    </div>,
  )
  await expect.poll(() => canvas().getBoundingClientRect().width).toBe(900)
  const box = place.firstElementChild
  if (!(box instanceof HTMLElement)) throw new Error('the box is not there')
  box.style.width = '340px'
  await expect.poll(() => canvas().getBoundingClientRect().width).toBe(340)
})

test('the same values stand in a table, once it is opened', async () => {
  show({ ...upTo(3), series: [{ label: 'Only', y: [0.1 + 0.2, null, 7] }] })
  await page.getByText('Table', { exact: true }).click()
  const rows = page.getByRole('row')
  await expect
    .poll(() => rows.elements().map(({ textContent }) => textContent))
    .toEqual(['StepOnly', '00.3', '1–', '27'])
})

test('no points yet, and no plot at all, are said', async () => {
  const { give } = show(upTo(0))
  await expect.element(page.getByText('No points yet.')).toBeVisible()
  give({ x: [1, 2], series: [{ label: 'a', y: [1] }] })
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('takes 2 numbers, as many as x; the handler gave an array of 1 at series[0].y.')
})
