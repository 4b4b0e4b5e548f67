import { beforeEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { siteUrl } from '../../host/site'
import type { ModelSummary, WireError } from '../../host/types'
import { App } from '../app'
import { fakeHost } from '../host.fixture'
import { render } from '../render.fixture'
import { type FakeModels, fakeLibrary, fakeModel, fakeModels } from './models.fixture'

const DIGITS = siteUrl('models/digits/onnx/model.onnx')
const HUB = 'https://huggingface.co/org/name/resolve/main/onnx/model_q4.onnx'
const FAULT: WireError = {
  code: 'ModelNotFound',
  message: 'answered 404.',
  wayOut: 'Check it.',
  figures: {},
  stack: '',
}

beforeEach(() => {
  location.hash = '#/models'
})

function open(models: FakeModels): FakeModels {
  const card = { emoji: '🔢', colorFrom: 'red', colorTo: 'red', shortDescription: '', license: '', tags: [] }
  const cards = [{ ...card, id: 'digits', title: 'Digits', models: ['digits'] }]
  render(<App host={fakeHost({ specs: {}, cards, models })} />)
  return models
}
const openWith = (...models: ModelSummary[]): FakeModels => open(fakeModels(fakeLibrary(models)))

const row = (name: string) => page.getByRole('row', { name })
const button = (name: string) => page.getByRole('button', { name })

describe('the list', () => {
  test('tells of each model what people choose by', async () => {
    const files = [
      { path: 'model.onnx', bytes: 3_000_000, users: 1 },
      { path: 'data', bytes: 40_000_000, users: 3 },
    ]
    openWith(fakeModel(DIGITS, { inUse: true }), fakeModel(HUB, { pinned: true, files }))
    await expect
      .element(row('digits'))
      .toHaveTextContent(/digits.*ready.*in use.*163 KB.*float32.*7.*2 h ago.*Digits/)
    await expect.element(row('org/name')).toHaveTextContent(/q4.*pinned.*43 MB/)

    await button('Files of org/name').click()
    await expect
      .element(page.getByRole('list', { name: 'Files' }))
      .toHaveTextContent(/data.*shared with 2 other models.*40 MB/)
  })

  test('sorts by name, size and last use', async () => {
    const big = [{ path: 'a', bytes: 9_000_000, users: 1 }]
    openWith(fakeModel('local:b.onnx', { files: big, usedAt: 1 }), fakeModel('local:a.onnx', { usedAt: 2 }))
    const names = () =>
      page
        .getByRole('rowheader')
        .elements()
        .map((header) => header.querySelector('a')?.textContent)
    await expect.poll(names).toEqual(['a.onnx', 'b.onnx'])
    await button('Size').click()
    await expect.poll(names).toEqual(['b.onnx', 'a.onnx'])
    await expect
      .element(page.getByRole('columnheader', { name: 'Size' }))
      .toHaveAttribute('aria-sort', 'descending')
    await page.getByRole('button', { name: 'Model', exact: true }).click()
    await expect.poll(names).toEqual(['a.onnx', 'b.onnx'])
  })

  test('follows a download through its states, with what can be done in each', async () => {
    const source = 'https://x.example/net.onnx'
    const at = (state: ModelSummary['at']) => models.setLibrary(fakeLibrary([{ source, at: state }]))
    const models = openWith({
      source,
      at: { state: 'downloading', loaded: 34e6, total: 118e6, bytesPerSecond: 5.2e6, etaMs: 16_000 },
    })
    await expect.element(page.getByText('34 of 118 MB · 5.2 MB/s · 16 s left')).toBeVisible()
    await button('Pause net.onnx').click()

    at({ state: 'paused', loaded: 34e6, total: 118e6 })
    await button('Resume net.onnx').click()

    at({ state: 'failed', loaded: 34e6, total: 118e6, error: FAULT })
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent(/Model not found.*answered 404\..*Check it\./)
    await button('Try again net.onnx').click()
    expect(models.asked).toEqual([`pause ${source}`, `add ${source}`, `add ${source}`])
  })

  test('names the damage, and repairs it', async () => {
    const damage = [{ path: 'w.bin', segment: 0, offset: 0, expectedBytes: 16e6, foundBytes: 0 }]
    const models = openWith({ ...fakeModel(HUB), at: { state: 'damaged', damage } })
    await expect.element(page.getByRole('alert')).toHaveTextContent('16 MB of w.bin, from 0 B on: gone')
    await button('Repair org/name').click()
    expect(models.asked).toEqual([`verify ${HUB}`])
  })

  test('verifies and pins, and says what was found', async () => {
    const models = openWith(fakeModel(HUB))
    await button('Verify org/name').click()
    await expect.element(page.getByText('163 KB read: every byte is as it was downloaded.')).toBeVisible()
    await button('Pin org/name').click()
    expect(models.asked).toEqual([`verify ${HUB}`, `pin ${HUB} true`])
  })

  test('deletes only after a second, deliberate press', async () => {
    const models = openWith(fakeModel(HUB))
    const confirm = page.getByRole('group', { name: 'Delete org/name' })
    await expect.element(button('Delete org/name')).toBeVisible()
    button('Delete org/name').element().focus()
    await userEvent.keyboard('{Enter}{Enter}')
    // The first opened the question, the second pressed what does no harm.
    await expect.element(confirm).not.toBeInTheDocument()
    await expect.element(button('Delete org/name')).toHaveFocus()

    await userEvent.keyboard('{Enter}')
    await expect.element(confirm).toHaveTextContent('That frees 163 KB')
    await userEvent.keyboard('{Escape}')
    await expect.element(confirm).not.toBeInTheDocument()
    expect(models.asked).toEqual([])

    await userEvent.keyboard('{Enter}')
    await confirm.getByRole('button', { name: 'Delete' }).click()
    expect(models.asked).toEqual([`remove ${HUB}`])
  })

  test('a request that failed is told at its row', async () => {
    const models = openWith(fakeModel(HUB))
    models.refusal = new Error('the disk said no')
    await button('Pin org/name').click()
    await expect.element(page.getByRole('alert')).toHaveTextContent('the disk said no')
  })

  test('tells of the room that is left, and what could go', async () => {
    openWith(fakeModel(HUB), fakeModel(DIGITS, { pinned: true }))
    const storage = page.getByRole('region', { name: 'Storage' })
    await expect.element(storage).toHaveTextContent(/of 60 GB.*may be cleared.*163 KB in 1 model could go/)
  })
})

describe('adding', () => {
  test('the first model, from an empty list', async () => {
    openWith()
    await button('Add the first model').click()
    await expect.element(page.getByRole('region', { name: 'Add a model' })).toBeVisible()
  })

  test('by a hub id, with revision and data type', async () => {
    const models = openWith(fakeModel(HUB))
    await button('Add a model').click()
    const id = page.getByLabelText('Model', { exact: true })
    await id.fill('name alone')
    await button('Add from the hub').click()
    await expect.element(id).toHaveFocus()
    expect(models.asked).toEqual([])

    await id.fill('org/other')
    await page.getByLabelText('Revision').fill('v1')
    await page.getByLabelText('Data type', { exact: true }).selectOptions('q4f16')
    await expect.element(page.getByText('hf:org/other@v1:q4f16')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await button('Add from the hub').click()
    expect(models.asked).toEqual(['add hf:org/other@v1:q4f16'])
  })

  test('by a URL; a refusal is told with its way out, and can be dismissed', async () => {
    const models = openWith()
    await button('Add the first model').click()
    models.refusal = new Error('nobody answers there')
    await page.getByLabelText('Address of an .onnx file').fill('https://x.example/m.onnx')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toHaveTextContent('nobody answers there')
    await button('Dismiss').click()
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  })

  test('by files; then it says how a handler names them', async () => {
    const models = openWith()
    await button('Add the first model').click()
    const files = [new File(['a'], 'net.onnx'), new File(['b'], 'net.onnx_data')]
    await page.getByLabelText('Choose files').upload(files)
    await expect.element(page.getByText("InferenceSession.create('local:net.onnx')")).toBeVisible()
    expect(models.asked).toEqual(['addFiles net.onnx net.onnx_data'])
  })

  test('by dropping them on the page', async () => {
    const models = openWith()
    await expect.element(page.getByText('No model is here yet')).toBeVisible()
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['a'], 'net.onnx'))
    const drag = (type: string) =>
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    expect(drag('dragover')).toBe(false)
    await expect.element(page.getByText('Drop to stage the models in it')).toBeVisible()
    expect(drag('drop')).toBe(false)
    await expect.poll(() => models.asked).toEqual(['addFiles net.onnx'])
  })

  test('the hub is set once; the token is not kept in the page', async () => {
    const models = openWith()
    await button('Add the first model').click()
    await page.getByText('Hub settings: mirror').click()
    await page.getByLabelText('Base URL').fill('https://mirror.example/hub/')
    const token = page.getByLabelText('Access token')
    await token.fill('hf_secret')
    await expect.element(token).toHaveAttribute('type', 'password')
    await button('Save hub settings').click()
    await expect.element(token).toHaveValue('')
    expect(models.asked).toEqual(['setHub {"base":"https://mirror.example/hub","token":"hf_secret"}'])
  })
})
