import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { DemoCard, InterfaceSpec } from '../../host/types'
import { App } from '../app'
import { fakeHost } from '../host.fixture'
import { render } from '../render.fixture'

const spec: InterfaceSpec = { title: 'Echo', description: '', inputs: [], outputs: [], gpu: [] }
const card = (id: string, title: string): DemoCard => ({
  id,
  title,
  emoji: '🔁',
  colorFrom: 'red',
  colorTo: 'blue',
  shortDescription: '',
  license: 'mit',
  models: [],
  tags: [],
})

beforeEach(() => {
  location.hash = '#/'
})

test('the tab of the browser is named after the page in view, and is the site’s own in the gallery', async () => {
  const site = document.title
  const cards = [card('echo', 'Echo'), card('shout', 'Shout')]
  render(<App host={fakeHost({ cards, specs: { echo: spec, shout: spec } })} />)
  // Each page comes with its first visit.
  const go = async (hash: string, title: string) => {
    location.hash = hash
    await expect.poll(() => document.title, { timeout: 15_000 }).toBe(title)
  }
  await expect.element(page.getByRole('link', { name: 'Echo' })).toBeVisible()
  expect(document.title).toBe(site)
  await go('#/d/echo', 'Echo · Sublet')
  await go('#/d/shout', 'Shout · Sublet')
  // Its page stays mounted beside the new one: it must name the tab again.
  await go('#/d/echo', 'Echo · Sublet')
  await go('#/models', 'Models · Sublet')
  await go('#/d/none', site)
  await go('#/s/1.damaged', 'A shared demo · Sublet')
  await go('#/', site)
})
