import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ComponentSpec } from '../../host/types'
import { Output } from './output'
import { stream } from './stream.fixture'

const show = (spec: ComponentSpec, first: unknown, running = false) =>
  stream(
    (value) => <Output label="Result" spec={spec} value={value} canvas={undefined} running={running} />,
    first,
  )

const EMPTY: [string, ComponentSpec, unknown, string][] = [
  ['a text', { kind: 'textbox', lines: 1, value: '' }, '', 'An empty text.'],
  ['Markdown', { kind: 'markdown' }, '', 'An empty text.'],
  ['highlighted text', { kind: 'highlighted-text', legend: true }, [], 'An empty text.'],
  ['a label', { kind: 'label', top: 3 }, {}, 'No classes were given.'],
  ['a conversation', { kind: 'chatbot' }, [], 'No messages.'],
  ['a gallery', { kind: 'gallery' }, [], 'No pictures.'],
  ['a plot', { kind: 'plot', height: 200 }, { x: [], series: [{ label: 'a', y: [] }] }, 'No points yet.'],
  ['a model', { kind: 'model3d' }, new Blob([]), 'The file is empty.'],
]

test.each(EMPTY)('%s with nothing in it says so', async (_, spec, value, said) => {
  const { place } = show(spec, value)
  // Each is loaded when the first of its kind is shown.
  await expect.poll(() => place.textContent, { timeout: 15_000 }).toContain(said)
})

test('what has not come yet is told from what was never given', async () => {
  show({ kind: 'plot', height: 200 }, undefined, true)
  await expect.element(page.getByText('Nothing yet.')).toBeVisible()
  show({ kind: 'plot', height: 200 }, undefined)
  await expect.element(page.getByText('Nothing was given.')).toBeVisible()
})

test('a text that streams in keeps what is selected in it', async () => {
  const { place, give } = show({ kind: 'textbox', lines: 1, value: '' }, 'one two', true)
  await expect.element(page.getByText('one two')).toBeVisible()
  const text = place.querySelector('p')?.firstChild
  if (!text) throw new Error('the text is not there')
  getSelection()?.setBaseAndExtent(text, 4, text, 7)
  give('one two three')
  await expect.element(page.getByText('one two three')).toBeVisible()
  expect(getSelection()?.toString()).toBe('two')
})
