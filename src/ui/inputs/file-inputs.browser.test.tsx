import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ComponentSpec } from '../../host/types'
import { mount, paste } from './field.fixture'

async function png(): Promise<File> {
  const canvas = new OffscreenCanvas(3, 2)
  canvas.getContext('2d')?.fillRect(0, 0, 3, 2)
  return new File([await canvas.convertToBlob()], 'dot.png', { type: 'image/png' })
}
const image: ComponentSpec = { kind: 'image', label: 'Picture', source: 'upload', mode: 'rgba', crop: 'none' }

async function pictureDrop(): Promise<Element> {
  const drop = page.getByRole('group', { name: 'Picture' })
  await expect.element(drop).toBeVisible()
  return drop.element()
}

test('a picture is pasted into the control; text is refused, and a file that is none, with what it is', async () => {
  const { value } = mount(image)
  const drop = await pictureDrop()
  const file = await png()
  paste(drop, (clip) => clip.items.add(file))
  await expect.element(page.getByText('3 × 2')).toBeVisible()
  expect(value()).toMatchObject({ width: 3, height: 2 })
  paste(drop, (clip) => clip.setData('text/plain', 'hello'))
  await expect.element(page.getByRole('alert')).toHaveTextContent('What was pasted is text, not a picture')
  paste(drop, (clip) => clip.items.add(new File(['x'], 'a.txt', { type: 'text/plain' })))
  await expect.element(page.getByRole('alert')).toHaveTextContent('“a.txt” is no picture, but text/plain')
  await expect.element(page.getByText('3 × 2')).toBeVisible()
})

test('a picture of 100 MB is refused before it is read, with both sizes', async () => {
  const { value } = mount(image)
  const huge = new File([new Uint8Array(100_000_000)], 'huge.png', { type: 'image/png' })
  const drop = await pictureDrop()
  paste(drop, (clip) => clip.items.add(huge))
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('“huge.png” is 100 MB; a picture may have 64 MB')
  expect(value()).toBe('Choose a picture first')
})

/** A camera that is a canvas, or one that is refused. */
function fakeCamera(open: () => Promise<MediaStream>) {
  const real = navigator.mediaDevices.getUserMedia
  navigator.mediaDevices.getUserMedia = open
  onTestFinished(() => {
    navigator.mediaDevices.getUserMedia = real
  })
}

test('a picture is taken with the camera, which is then given back', async () => {
  const canvas = document.createElement('canvas')
  canvas.width = 40
  canvas.height = 30
  const context = canvas.getContext('2d')
  const stream = canvas.captureStream(30)
  const paint = setInterval(() => context?.fillRect(0, 0, 40, 30), 20)
  onTestFinished(() => clearInterval(paint))
  fakeCamera(async () => stream)
  const { value } = mount(image)
  await page.getByRole('button', { name: 'Camera' }).click()
  const video = page.getByLabelText('Picture: camera')
  await expect.element(video).toHaveProperty('videoWidth', 40)
  await page.getByRole('button', { name: 'Take picture' }).click()
  await expect.element(page.getByText('40 × 30')).toBeVisible()
  expect(value()).toMatchObject({ width: 40, height: 30 })
  expect(stream.getTracks().map(({ readyState }) => readyState)).toEqual(['ended'])
})

test('a camera that is refused: said plainly, with ways out', async () => {
  let asked = 0
  fakeCamera(async () => {
    asked += 1
    throw new DOMException('Permission denied', 'NotAllowedError')
  })
  mount(image)
  await page.getByRole('button', { name: 'Camera' }).click()
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent(
      'The camera is not allowed here. Allow it in the settings of this site, beside the address, and try again, or choose a file.',
    )
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => asked).toBe(2)
  await page.getByRole('button', { name: 'Back' }).click()
  await expect.element(page.getByText('Choose a picture')).toBeVisible()
  // Whoever came by keyboard is where the control is.
  await expect.element(page.getByLabelText('Picture', { exact: true }).last()).toHaveFocus()
})

test('what is no video is refused by its type; one that cannot be played is taken all the same', async () => {
  const { value } = mount({ kind: 'video', label: 'Film' })
  const input = page.getByLabelText('Film', { exact: true })
  await expect.element(input).toBeInTheDocument()
  await userEvent.upload(input, new File(['x'], 'a.mp4', { type: 'video/mp4' }))
  await expect.element(page.getByText('This browser cannot play it')).toBeVisible()
  expect(value()).toMatchObject({ name: 'a.mp4' })
  const drop = input.element().closest('fieldset')
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File(['x'], 'a.pdf', { type: 'application/pdf' }))
  drop?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  await expect.element(page.getByRole('alert')).toHaveTextContent('“a.pdf” is no video, but application/pdf')
})
