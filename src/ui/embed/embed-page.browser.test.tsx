import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { InterfaceSpec, WireError } from '../../host/types'
import { App } from '../app'
import { type FakeDemo, fakeHost } from '../host.fixture'
import { render } from '../render.fixture'

const spec: InterfaceSpec = {
  title: 'Echo',
  description: '',
  inputs: [{ kind: 'textbox', label: 'Text', lines: 1, value: 'hello' }],
  outputs: [{ kind: 'textbox', lines: 1, value: '' }],
  gpu: [],
}
const full: WireError = {
  code: 'StorageFull',
  message: 'query() is not allowed in this context',
  wayOut: 'Delete a model.',
  figures: {},
  stack: '',
}

beforeEach(() => {
  location.hash = '#/embed/echo'
})
afterEach(() => {
  vi.restoreAllMocks()
  location.hash = ''
})

function open(): FakeDemo {
  const host = fakeHost({ specs: { echo: spec } })
  render(<App host={host} />)
  const demo = host.demo('echo')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  return demo
}

const run = () => page.getByRole('button', { name: 'Run', exact: true })
const alert = () => page.getByRole('alert')

test('a frame that is given no storage opens nothing, and leads to where there is some', async () => {
  vi.spyOn(navigator.locks, 'request').mockRejectedValue(new DOMException('no', 'SecurityError'))
  const demo = open()
  await expect.element(alert()).toHaveTextContent('gives frames of other sites no storage')
  await expect.element(alert()).toHaveAttribute('data-code', 'GpuUnavailable')
  const out = page.getByRole('link', { name: /in a tab of its own/ })
  await expect.element(out).toHaveAttribute('href', '#/d/echo')
  await expect.element(out).toHaveAttribute('target', '_blank')
  await expect.element(page.getByText('No pool: this frame has no storage.')).toBeVisible()
  expect(demo.started).toBe(0)
})

test('partitioned storage is enough, until the demo does not start for want of it', async () => {
  vi.spyOn(document, 'hasStorageAccess').mockResolvedValue(false)
  const demo = open()
  await expect.element(run()).toBeVisible()
  demo.state.setState({ at: { phase: 'failed', error: full } })
  await expect.element(alert()).toHaveTextContent(/too little storage.*query\(\) is not allowed/)
  await expect.element(page.getByRole('link', { name: /in a tab of its own/ })).toBeVisible()
  expect(run().query()).toBeNull()
})

test('a disk that is full is told as that where the frame has storage', async () => {
  vi.spyOn(document, 'hasStorageAccess').mockResolvedValue(true)
  const demo = open()
  await expect.element(run()).toBeVisible()
  demo.state.setState({ at: { phase: 'failed', error: full } })
  await expect.element(alert()).toHaveTextContent('Storage is full')
})
