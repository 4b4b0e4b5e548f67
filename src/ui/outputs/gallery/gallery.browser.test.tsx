import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from '../../render.fixture'
import { stream } from '../stream.fixture'
import { GalleryOutput } from './gallery-output'

function filled(width: number, height: number, colour: number[]): ImageData {
  const image = new ImageData(width, height)
  for (let at = 0; at < image.data.length; at += 4) image.data.set(colour, at)
  return image
}

const RED = filled(300, 200, [200, 0, 0, 255])
const GREEN = filled(30, 20, [0, 200, 0, 255])
const BLUE = filled(900, 600, [0, 0, 200, 255])
const THREE = [[RED, 'Red'], GREEN, [BLUE, 'Blue']]

const tile = (name: string) => page.getByRole('button', { name: `${name}: show large` })
const dialog = () => page.getByRole('dialog')
/** The colour in the middle of what a tile shows. */
const middle = (name: string) => {
  const canvas = tile(name).element().querySelector('canvas')
  const { width, height } = canvas ?? { width: 1, height: 1 }
  return [...(canvas?.getContext('2d')?.getImageData(width / 2, height / 2, 1, 1).data ?? [])]
}

test('each picture is a tile with its caption; large ones are held small', async () => {
  const place = render(<GalleryOutput label="Colours" columns={3} value={THREE} />)
  await expect.poll(() => middle('Red')).toEqual([200, 0, 0, 255])
  await expect.poll(() => middle('Picture 2')).toEqual([0, 200, 0, 255])
  await expect.poll(() => middle('Blue')).toEqual([0, 0, 200, 255])
  const sizes = [...place.querySelectorAll('canvas')].map(({ width, height }) => [width, height])
  expect(sizes).toEqual([
    [300, 200],
    [30, 20],
    [400, 267],
  ])
})

test('Enter opens one at its size, arrows lead on and stop at the ends, Escape goes back to where one was', async () => {
  render(<GalleryOutput label="Colours" columns={undefined} value={THREE} />)
  await expect.element(tile('Red')).toBeVisible()
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog()).toHaveAccessibleName('Red')
  await expect.element(dialog()).toHaveTextContent('1 of 3')
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(dialog()).toHaveTextContent('1 of 3')
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}')
  await expect.element(dialog()).toHaveAccessibleName('Blue')
  const shown = dialog().getByRole('img', { name: 'Blue' })
  await expect.element(shown).toBeVisible()
  expect(shown.element()).toMatchObject({ width: 900, height: 600 })
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Blue: show large')
})

test('by pointer: a tile, the arrows, Close', async () => {
  render(<GalleryOutput label="Colours" columns={undefined} value={THREE} />)
  await tile('Picture 2').click()
  await dialog().getByRole('button', { name: 'Next picture' }).click()
  await expect.element(dialog()).toHaveTextContent('3 of 3')
  await expect
    .element(dialog().getByRole('button', { name: 'Next picture' }))
    .toHaveAttribute('aria-disabled', 'true')
  await dialog().getByRole('button', { name: 'Previous picture' }).click()
  await expect.element(dialog()).toHaveTextContent('2 of 3')
  await dialog().getByRole('button', { name: 'Close' }).click()
  await expect.element(dialog()).not.toBeInTheDocument()
})

test('what streams in is shown while one is open, and the view stays', async () => {
  const { give } = stream(
    (value) => <GalleryOutput label="Colours" columns={undefined} value={value} />,
    [[RED, 'Red']],
  )
  await tile('Red').click()
  await expect.element(dialog()).toHaveTextContent('1 of 1')
  give([[BLUE, 'Red, later'], GREEN])
  await expect.element(dialog()).toHaveAccessibleName('Red, later')
  await expect.element(dialog()).toHaveTextContent('1 of 2')
  await userEvent.keyboard('{ArrowRight}')
  give([[BLUE, 'Alone']])
  await expect.element(dialog()).toHaveAccessibleName('Alone')
  give([])
  await expect.element(dialog()).not.toBeInTheDocument()
  await expect.element(page.getByText('No pictures.')).toBeVisible()
})

test('bytes that are no picture are said in their tile, and the others are shown', async () => {
  render(<GalleryOutput label="Colours" columns={undefined} value={[new Blob(['x']), RED]} />)
  await expect.element(page.getByText('No picture that the browser can read')).toBeVisible()
  await expect.poll(() => middle('Picture 2')).toEqual([200, 0, 0, 255])
})

test.each([
  ['a picture without a list', () => RED, undefined],
  ['a text among pictures', () => [RED, 'green'], '[1]'],
  ['a caption that is no text', () => [[RED, 3]], '[0][1]'],
])('%s is told', async (_, value, at) => {
  render(<GalleryOutput label="Colours" columns={undefined} value={value()} />)
  const alert = page.getByRole('alert')
  await expect.element(alert).toHaveTextContent('takes an array of pictures')
  if (at !== undefined) await expect.element(alert).toHaveTextContent(`at ${at}.`)
})
