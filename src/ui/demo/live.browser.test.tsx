import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { InterfaceSpec } from '../../host/types'
import { App } from '../app'
import { fakeHost } from '../host.fixture'
import { render } from '../render.fixture'

const form: InterfaceSpec = {
  title: 'Echo',
  description: '',
  inputs: [{ kind: 'textbox', label: 'Word', lines: 1, value: '' }],
  outputs: [{ kind: 'textbox', label: 'Said', lines: 1, value: '' }],
  gpu: [],
}

/** Fills the form of such a demo in, and tells what was sent. */
async function filled(id: string, spec: InterfaceSpec, text: string) {
  location.hash = `#/d/${id}`
  const host = fakeHost({ specs: { [id]: spec } })
  render(<App host={host} />)
  await page.getByLabelText('Word').fill(text)
  return () => host.demo(id)?.calls.map(({ inputs }) => inputs)
}

test('a live form runs as it is filled in, and says so', async () => {
  const sent = await filled('live', { ...form, live: true }, 'one')
  await expect.element(page.getByText('It runs by itself when an input changes.')).toBeVisible()
  await expect.poll(sent).toEqual([['one']])
})

test('another one waits for Run', async () => {
  const sent = await filled('still', form, 'two')
  await expect.element(page.getByText('It runs by itself')).not.toBeInTheDocument()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  expect(sent()).toEqual([['two']])
})
