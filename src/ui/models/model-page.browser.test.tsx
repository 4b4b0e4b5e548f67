import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ModelDetail } from '../../host/types'
import { App } from '../app'
import { fakeHost } from '../host.fixture'
import { render } from '../render.fixture'
import { modelAddress } from './address'
import { type FakeModels, fakeLibrary, fakeModel, fakeModels } from './models.fixture'

// With what an address could lose.
const SOURCE = 'local:my nets/100%2F.onnx'

const detail: ModelDetail = {
  source: SOURCE,
  tensors: Array.from({ length: 45 }, (_, index) => ({
    name: `layers.${index}.weight`,
    type: 'float32',
    dims: [index + 1, 10],
    file: 0,
    offset: index * 4_000,
    bytes: (index + 1) * 40,
  })),
  inputs: [{ name: 'x', type: 'float32', shape: ['batch', 1, 8, 8] }],
  outputs: [{ name: 'logits', type: 'float32', shape: ['batch', 10] }],
  about: {
    irVersion: 8,
    opsets: [
      ['', 17],
      ['com.microsoft', 1],
    ],
    metadata: [['producer_name', 'pytorch']],
    operators: [
      ['Conv', 12],
      ['Relu', 3],
    ],
    dataTypes: [['float32', 41_400]],
  },
  graph: 'graph main (x: float32[batch, 1, 8, 8]) => (logits: float32[batch, 10]) {\n  y = Conv (x, w)\n}',
}

function open(models: FakeModels = fakeModels(fakeLibrary([fakeModel(SOURCE)]), [detail])): FakeModels {
  location.hash = `#${modelAddress(SOURCE)}`
  render(<App host={fakeHost({ specs: {}, models })} />)
  return models
}

test('a model tells what it takes, gives and is made of', async () => {
  open()
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('my nets/100/.onnx')
  await expect
    .element(page.getByRole('region', { name: 'Inputs' }))
    .toHaveTextContent(/x.*float32.*batch × 1 × 8 × 8/)
  await expect.element(page.getByRole('region', { name: 'Outputs' })).toHaveTextContent(/logits.*batch × 10/)
  await expect.element(page.getByRole('region', { name: 'Operators' })).toHaveTextContent(/Conv.*12.*Relu.*3/)
  await expect
    .element(page.getByRole('region', { name: 'Metadata' }))
    .toHaveTextContent(/producer_name.*pytorch/)
  await expect
    .element(page.getByRole('region', { name: 'The graph as text' }))
    .toHaveTextContent('y = Conv (x, w)')
  await expect.element(page.getByText("InferenceSession.create('local:my nets/100%2F.onnx')")).toBeVisible()
})

test('its tensors come a page at a time, sorted and filtered', async () => {
  open()
  const table = page.getByRole('table', { name: 'Tensors' })
  const first = () => table.getByRole('rowheader').elements()[0]?.textContent
  await expect.poll(first).toBe('layers.44.weight')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect.poll(first).toBe('layers.24.weight')
  await table.getByRole('button', { name: 'Name' }).click()
  await expect.poll(first).toBe('layers.0.weight')
  await page.getByLabelText('Filter tensors by name').fill('ers.3')
  await expect
    .element(page.getByRole('table', { name: 'Tensors' }).getByRole('rowheader').first())
    .toHaveTextContent('layers.3.weight')
  expect(table.getByRole('rowheader').elements()).toHaveLength(11)
})

test('the map names the largest to those who cannot see it, and any to a pointer', async () => {
  open()
  const map = page.getByRole('img', {
    name: /^Weights by size: 41 KB\. The largest: layers\.44\.weight 1\.8 KB/,
  })
  await expect.element(map).toBeVisible()
  await expect.poll(() => map.element().querySelectorAll('[data-tile]').length).toBe(45)
  map
    .element()
    .querySelector('[data-tile]')
    ?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
  await expect.element(page.getByText('layers.44.weight · float32 45 × 10 · 1.8 KB, 4.3 %')).toBeVisible()
})

test('a model that is deleted leads back to the list', async () => {
  const models = open()
  await page.getByRole('button', { name: 'Delete my nets' }).click()
  await page.getByRole('group').getByRole('button', { name: 'Delete' }).click()
  expect(models.asked).toContain(`remove ${SOURCE}`)
  await expect.element(page.getByRole('heading', { name: 'Models' })).toBeVisible()
})

test('a model that is on its way shows how far, and its parts once it is there', async () => {
  const models = fakeModels(
    fakeLibrary([{ source: SOURCE, at: { state: 'paused', loaded: 5, total: 10 } }]),
    [detail],
  )
  open(models)
  await expect.element(page.getByText('5 of 10 B')).toBeVisible()
  expect(models.asked).toEqual([])
  models.setLibrary(fakeLibrary([fakeModel(SOURCE)]))
  await expect.element(page.getByRole('region', { name: 'Inputs' })).toBeVisible()
})

test('a model that cannot be described says why', async () => {
  open(fakeModels(fakeLibrary([fakeModel(SOURCE)]), []))
  await expect.element(page.getByRole('alert')).toHaveTextContent('the test gives no details')
})

test('an address of a model that is not here says so', async () => {
  open(fakeModels(fakeLibrary([])))
  await expect.element(page.getByText(`${SOURCE} is not in this browser.`)).toBeVisible()
})
