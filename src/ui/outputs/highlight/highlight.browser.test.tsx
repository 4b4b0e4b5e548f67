import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from '../../render.fixture'
import { HighlightOutput } from './highlight-output'

const SPANS = [
  ['Ada', 'person'],
  [' met ', null],
  ['Charles', 'person'],
  [' in ', null],
  ['London', 'place'],
]
const marks = (place: HTMLElement) =>
  [...place.querySelectorAll('mark')].map((mark) => [mark.firstChild?.textContent, mark.dataset.faint])

test('the pieces are the text; each category has its name and a colour of its own', async () => {
  const place = render(<HighlightOutput label="Names" legend value={SPANS} />)
  await expect.element(page.getByRole('button', { name: 'person' })).toBeVisible()
  expect(place.querySelector('p')?.textContent).toBe('Adaperson met Charlesperson in Londonplace')
  const grounds = [...place.querySelectorAll('mark')].map((mark) => getComputedStyle(mark).backgroundColor)
  expect(grounds[0]).toBe(grounds[1])
  expect(grounds[0]).not.toBe(grounds[2])
})

test('a category that is pressed stands out until it is pressed again, by keys as well', async () => {
  const place = render(<HighlightOutput label="Names" legend value={SPANS} />)
  const person = page.getByRole('button', { name: 'person' })
  await person.click()
  await expect.element(person).toHaveAttribute('aria-pressed', 'true')
  expect(marks(place)).toEqual([
    ['Ada', 'false'],
    ['Charles', 'false'],
    ['London', 'true'],
  ])
  await userEvent.tab()
  await userEvent.keyboard(' ')
  expect(marks(place).map(([, faint]) => faint)).toEqual(['true', 'true', 'false'])
  await userEvent.keyboard(' ')
  expect(marks(place).map(([, faint]) => faint)).toEqual(['false', 'false', 'false'])
})

test('scores are shaded by how large they are, and said', async () => {
  const scores = [
    ['bad', -1],
    ['so so', 0.1],
    ['good', 0.9],
  ]
  const place = render(<HighlightOutput label="Mood" legend value={scores} />)
  await expect.element(page.getByRole('img', { name: 'Scores from -1 to 1' })).toBeVisible()
  const [bad, middling, good] = [...place.querySelectorAll('mark')]
  expect(bad).toHaveTextContent('bad (-1.00)')
  const alpha = (mark: Element | undefined) =>
    Number(mark && /([\d.]+)\)$/.exec(getComputedStyle(mark).backgroundColor)?.[1])
  expect(alpha(good)).toBeGreaterThan(alpha(middling))
  expect(alpha(bad)).toBeCloseTo(0.5, 1)
})

test('without its legend, and with nothing in it', async () => {
  render(<HighlightOutput label="Names" legend={false} value={SPANS} />)
  await expect.element(page.getByText('Charles')).toBeVisible()
  await expect.element(page.getByRole('button')).not.toBeInTheDocument()
  render(<HighlightOutput label="None" legend value={[]} />)
  await expect.element(page.getByText('An empty text.')).toBeVisible()
})

test('what does not fit is told, with its place', async () => {
  render(<HighlightOutput label="Names" legend value={[['Ada', 'person'], ['met']]} />)
  await expect.element(page.getByRole('alert')).toHaveTextContent('the handler gave an array of 1 at [1].')
})
