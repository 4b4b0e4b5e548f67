import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ComponentSpec } from '../../../host/types'
import { draftOf } from '../draft-of'
import { mount, paste } from '../field.fixture'

type ImageSpec = Extract<ComponentSpec, { kind: 'image' }>
const spec: ImageSpec = { kind: 'image', label: 'Photo', source: 'mask', mode: 'rgba', crop: 'none' }

const [WIDTH, HEIGHT] = [200, 100]

async function picture(colour: string): Promise<File> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('This browser gives no 2D canvas')
  context.fillStyle = colour
  context.fillRect(0, 0, WIDTH, HEIGHT)
  return new File([await canvas.convertToBlob()], 'photo.png', { type: 'image/png' })
}

const pad = () => page.getByRole('application', { name: 'Photo: paint over the picture' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const file = () => page.getByLabelText('Photo', { exact: true }).element()

async function choose(colour = '#3366cc'): Promise<void> {
  await expect.poll(() => document.querySelector('input[type=file]')).not.toBeNull()
  await userEvent.upload(file(), await picture(colour))
  await expect.element(pad()).toBeVisible()
}

/** With the real mouse, in shares of the picture. */
async function stroke(from: [number, number], to: [number, number]): Promise<void> {
  const box = pad().element().getBoundingClientRect()
  const at = ([x, y]: [number, number]) => ({ x: x * box.width, y: y * box.height })
  await userEvent.dragAndDrop(pad(), pad(), { sourcePosition: at(from), targetPosition: at(to) })
}

/** A pixel of the mask that a run would send, in shares of the picture: red, green, blue, alpha. */
function maskAt(value: unknown, x: number, y: number): number[] {
  if (typeof value !== 'object' || value === null || !('mask' in value)) return []
  const { mask } = value
  if (!(mask instanceof ImageData)) return []
  const at = 4 * (Math.floor(y * mask.height) * mask.width + Math.floor(x * mask.width))
  return [...mask.data.slice(at, at + 4)]
}
const IN = [255, 255, 255, 255]
const OUT = [0, 0, 0, 0]

test('what is painted over a picture is opaque white in a mask of its size, all else transparent', async () => {
  const { value } = mount(spec)
  await choose()
  await stroke([0.25, 0.5], [0.75, 0.5])
  await expect.poll(() => maskAt(value(), 0.5, 0.5)).toEqual(IN)
  expect(maskAt(value(), 0.26, 0.5)).toEqual(IN)
  expect(maskAt(value(), 0.5, 0.2)).toEqual(OUT)
  const got = value()
  expect(got).toMatchObject({
    image: { width: WIDTH, height: HEIGHT },
    mask: { width: WIDTH, height: HEIGHT },
  })
  if (typeof got !== 'object' || got === null || !('image' in got && got.image instanceof ImageData))
    throw new Error('there is no picture')
  expect([...got.image.data.slice(0, 4)]).toEqual([0x33, 0x66, 0xcc, 255])
  await expect.element(page.getByText(/^\d+ % painted$/)).toBeVisible()
})

test('a wider brush paints more, erasing takes away, and each step can be taken back', async () => {
  const { value } = mount(spec)
  await choose()
  await page.getByRole('slider', { name: 'Photo: brush size' }).fill('60')
  await stroke([0.3, 0.5], [0.7, 0.5])
  await expect.poll(() => maskAt(value(), 0.5, 0.3)).toEqual(IN)
  await page.getByRole('slider', { name: 'Photo: brush size' }).fill('10')
  await button('Erase').click()
  await expect.element(button('Erase')).toHaveAttribute('aria-pressed', 'true')
  await stroke([0.3, 0.5], [0.7, 0.5])
  await expect.poll(() => maskAt(value(), 0.5, 0.5)).toEqual(OUT)
  expect(maskAt(value(), 0.5, 0.3)).toEqual(IN)
  await button('Invert').click()
  await expect.poll(() => maskAt(value(), 0.5, 0.5)).toEqual(IN)
  expect(maskAt(value(), 0.5, 0.3)).toEqual(OUT)
  expect(maskAt(value(), 0.02, 0.02)).toEqual(IN)
  await button('Undo').click()
  await button('Undo').click()
  await expect.poll(() => maskAt(value(), 0.5, 0.5)).toEqual(IN)
  expect(maskAt(value(), 0.02, 0.02)).toEqual(OUT)
  await button('Clear').click()
  await expect.element(page.getByText('nothing painted')).toBeVisible()
  await expect.element(button('Undo')).toBeDisabled()
})

test('keys alone: arrows move the brush, Space paints, Shift and an arrow paint a line', async () => {
  const { value, press } = mount(spec)
  await choose()
  pad().element().focus()
  await press(' ')
  await expect.poll(() => maskAt(value(), 0.5, 0.5)).toEqual(IN)
  expect(maskAt(value(), 0.4, 0.5)).toEqual(OUT)
  await press('{Shift>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Shift}')
  await expect.poll(() => maskAt(value(), 0.4, 0.5)).toEqual(IN)
  await expect.element(page.getByText('painted 38 % from the left, 50 % from the top')).toBeInTheDocument()
  await press('{Control>}z{/Control}')
  await expect.poll(() => maskAt(value(), 0.37, 0.5)).toEqual(OUT)
  await press('e++ ')
  await expect.poll(() => maskAt(value(), 0.4, 0.5)).toEqual(OUT)
  await expect.element(button('Erase')).toHaveAttribute('aria-pressed', 'true')
  await expect.element(pad()).toHaveAccessibleDescription(/Arrow keys move the brush, Space paints/)
})

test('without a picture, and then without paint, it says what is missing, where it is missing', async () => {
  const { value } = mount(spec, true)
  expect(value()).toBe('Choose a picture first')
  await choose()
  expect(value()).toBe('Paint over a part of the picture first')
  await expect.element(page.getByRole('alert')).toHaveTextContent('Paint over a part of the picture first')
  await expect.element(pad()).toHaveAttribute('aria-invalid', 'true')
  await expect.element(pad()).toHaveAccessibleDescription(/Paint over a part of the picture first/)
  expect(pad().element().id).toBe('field')
})

test('where none is required nothing painted is an empty mask, and no picture is null', async () => {
  const { value } = mount({ ...spec, required: false })
  expect(value()).toBeNull()
  await choose()
  await expect.poll(() => maskAt(value(), 0.5, 0.5)).toEqual(OUT)
})

test('shape and mode are of both: in grey the mask is white and black', async () => {
  const { value } = mount({ ...spec, shape: [10, 20], mode: 'grey' })
  await choose()
  await stroke([0, 0.5], [1, 0.5])
  await expect.poll(() => maskAt(value(), 0.5, 0.5)).toEqual(IN)
  expect(maskAt(value(), 0.5, 0.1)).toEqual([0, 0, 0, 255])
  expect(value()).toMatchObject({ image: { width: 20, height: 10 }, mask: { width: 20, height: 10 } })
})

test('another picture begins without paint; a picture can be pasted over the one that is painted', async () => {
  const { value } = mount(spec)
  await choose()
  await stroke([0.25, 0.5], [0.75, 0.5])
  await expect.poll(() => maskAt(value(), 0.5, 0.5)).toEqual(IN)
  const pasted = await picture('#ff0000')
  paste(pad().element(), (data) => data.items.add(pasted))
  await expect.poll(value).toBe('Paint over a part of the picture first')
  await expect.element(button('Undo')).toBeDisabled()
  await button('Remove').click()
  await expect.element(pad()).not.toBeInTheDocument()
})

test('a file that is no picture leaves the painted one, and is said', async () => {
  const { value } = mount(spec)
  await choose()
  await stroke([0.25, 0.5], [0.75, 0.5])
  await userEvent.upload(file(), new File(['x'], 'a.txt', { type: 'text/plain' }))
  await expect.element(page.getByText('“a.txt” is no picture, but text/plain')).toBeVisible()
  expect(maskAt(value(), 0.5, 0.5)).toEqual(IN)
})

test('a mask of an earlier run comes back, can be painted on, and is undone as a whole', async () => {
  const image = new ImageData(WIDTH, HEIGHT)
  const mask = new ImageData(
    new Uint8ClampedArray(image.data.length).fill(255, 0, image.data.length / 2),
    WIDTH,
  )
  const given = draftOf(spec, { image, mask })
  const { value } = mount(spec, false, given)
  await expect.element(page.getByText('50 % painted')).toBeVisible()
  expect(maskAt(value(), 0.5, 0.2)).toEqual(IN)
  await stroke([0.25, 0.8], [0.75, 0.8])
  await expect.poll(() => maskAt(value(), 0.5, 0.8)).toEqual(IN)
  expect(maskAt(value(), 0.9, 0.2)).toEqual(IN)
  await button('Undo').click()
  await expect.poll(() => maskAt(value(), 0.5, 0.8)).toEqual(OUT)
  await button('Undo').click()
  await expect.poll(value).toBe('Paint over a part of the picture first')
})

test('a mask that does not fit its picture is none', () => {
  const image = new ImageData(4, 4)
  expect(draftOf(spec, { image, mask: new ImageData(3, 4) })).toBeUndefined()
  expect(draftOf(spec, image)).toBe(image)
})
