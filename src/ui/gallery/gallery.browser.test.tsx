import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { DemoCard, InterfaceSpec } from '../../host/types'
import { App } from '../app'
import { fakeHost } from '../host.fixture'
import { render } from '../render.fixture'

const local: DemoCard = {
  id: 'digits',
  title: 'Digits',
  emoji: '🔢',
  colorFrom: 'yellow',
  colorTo: 'green',
  shortDescription: 'Draw a digit.',
  license: 'mit',
  models: ['digits'],
  tags: ['onnx'],
}
const remote: DemoCard = {
  ...local,
  id: 'depth',
  title: 'Depth',
  models: ['org/depth'],
  network: { download: '50 MB', withoutF16: '99 MB', license: 'Apache-2.0', untested: true },
}

const spec: InterfaceSpec = { title: 'Depth', description: 'Near.', inputs: [], outputs: [], gpu: [] }

test('a card says what opening its demo will download', async () => {
  location.hash = '#/'
  render(<App host={fakeHost({ cards: [local, remote], specs: {} })} />)
  await expect.element(page.getByRole('link', { name: 'Depth' })).toHaveTextContent('needs network · 50 MB')
  await expect.element(page.getByRole('link', { name: 'Digits' })).not.toHaveTextContent('network')
})

test('so does the page of the demo, with what is known of its weights', async () => {
  location.hash = '#/d/depth'
  render(<App host={fakeHost({ cards: [remote], specs: { depth: spec } })} />)
  await expect
    .element(page.getByRole('main'))
    .toHaveTextContent(
      'needs network Opening this page loads 50 MB, or 99 MB on a GPU without 16-bit floats, from the Hugging Face hub, once. Weights: Apache-2.0, untested here: only random ones of the same architecture were run.',
    )
})
