import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from '../render.fixture'
import { ImageSliderOutput } from './image-slider-output'

const RED = [200, 0, 0, 255]
const BLUE = [0, 0, 200, 255]

function filled(width: number, height: number, colour: number[]): ImageData {
  const image = new ImageData(width, height)
  for (let at = 0; at < image.data.length; at += 4) image.data.set(colour, at)
  return image
}

const range = () => page.getByRole('slider', { name: 'Pair: how much of before is shown' })
const frame = () => {
  const found = range().element().parentElement
  if (found === null) throw new Error('the slider is in no frame')
  return found
}
const press = (type: string, share: number) => {
  const { left, top, width } = frame().getBoundingClientRect()
  const at = { clientX: left + share * width, clientY: top + 20, bubbles: true, cancelable: true }
  frame().dispatchEvent(new PointerEvent(type, { ...at, pointerId: 1, button: 0, isPrimary: true }))
}

test('both are laid over each other at the size of the larger one; the sizes are told', async () => {
  const place = render(
    <ImageSliderOutput label="Pair" value={[filled(200, 100, RED), filled(400, 200, BLUE)]} />,
  )
  const after = page.getByRole('img', { name: 'Pair: after' })
  await expect.element(after).toBeVisible()
  const before = page.getByRole('img', { name: 'Pair: before' })
  expect(before.element().getBoundingClientRect()).toEqual(after.element().getBoundingClientRect())
  expect(after.element().getBoundingClientRect()).toMatchObject({ width: 400, height: 200 })
  expect(place.textContent).toContain('200 × 100 → 400 × 200')
})

test('a pair without room is shrunk, a tiny one enlarged, with the aspect kept', async () => {
  const wide = render(
    <div style={{ width: 300 }}>
      <ImageSliderOutput label="Pair" value={[filled(500, 250, RED), filled(1000, 500, BLUE)]} />
    </div>,
  )
  await expect.element(range()).toBeInTheDocument()
  expect(frame().getBoundingClientRect()).toMatchObject({ width: 300, height: 150 })
  wide.remove()
  render(<ImageSliderOutput label="Pair" value={[filled(20, 10, RED), filled(40, 20, BLUE)]} />)
  await expect.poll(() => frame().getBoundingClientRect()).toMatchObject({ width: 320, height: 160 })
})

test('keys move the divider, and what is shown is said', async () => {
  render(<ImageSliderOutput label="Pair" value={[filled(200, 100, RED), filled(400, 200, BLUE)]} />)
  await expect.element(range()).toHaveAttribute('aria-valuetext', '50 % before, 50 % after')
  await userEvent.tab()
  expect(document.activeElement).toBe(range().element())
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.element(range()).toHaveAttribute('aria-valuetext', '52 % before, 48 % after')
  await userEvent.keyboard('{Home}')
  await expect.element(range()).toHaveValue('0')
  await expect.element(page.getByText('Before', { exact: true })).not.toBeVisible()
  await expect.element(page.getByText('After', { exact: true })).toBeVisible()
})

test('a pointer moves it from anywhere on the picture, for as long as it is held', async () => {
  render(<ImageSliderOutput label="Pair" value={[filled(200, 100, RED), filled(400, 200, BLUE)]} />)
  await expect.element(range()).toHaveValue('50')
  const captured = new Set<number>()
  // A pointer that the browser does not know cannot be captured.
  frame().setPointerCapture = (id) => void captured.add(id)
  frame().hasPointerCapture = (id) => captured.has(id)
  press('pointermove', 0.9)
  await expect.element(range()).toHaveValue('50')
  press('pointerdown', 0.25)
  await expect.element(range()).toHaveValue('25')
  press('pointermove', 0.75)
  await expect.element(range()).toHaveValue('75')
  press('pointermove', 7)
  await expect.element(range()).toHaveValue('100')
  expect(document.activeElement).toBe(range().element())
  captured.clear()
  press('pointermove', 0.1)
  await expect.element(range()).toHaveValue('100')
})

test.each([
  ['one picture', () => filled(2, 2, RED)],
  ['three', () => [1, 2, 3].map(() => filled(2, 2, RED))],
  ['a text beside a picture', () => [filled(2, 2, RED), 'after']],
  ['bytes that are no picture', () => [new Blob(['x']), filled(2, 2, RED)]],
])('%s is told, not shown', async (_, value) => {
  render(<ImageSliderOutput label="Pair" value={value()} />)
  await expect.element(page.getByRole('alert')).toHaveTextContent('takes [before, after]')
  await expect.element(range()).not.toBeInTheDocument()
})

test('encoded pictures are decoded first', async () => {
  const canvas = new OffscreenCanvas(300, 60)
  canvas.getContext('2d')?.fillRect(0, 0, 300, 60)
  const blob = await canvas.convertToBlob()
  const place = render(<ImageSliderOutput label="Pair" value={[blob, blob]} />)
  await expect.element(range()).toBeInTheDocument()
  expect(place.textContent).toContain('300 × 60 → 300 × 60')
})
