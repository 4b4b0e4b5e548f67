import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { InterfaceSpec } from '../../host/types'
import { App } from '../app'
import { fakeHost } from '../host.fixture'
import { render } from '../render.fixture'

const spec: InterfaceSpec = { title: 'Echo', description: '', inputs: [], outputs: [], gpu: [] }

test('a browser that has WebGPU and no adapter is told so before Run, with what to do', async () => {
  vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null)
  location.hash = '#/d/echo'
  render(<App host={fakeHost({ specs: { echo: spec } })} />)
  const note = page.getByRole('alert')
  await expect.element(note, { timeout: 15_000 }).toHaveTextContent('No GPU to lend.')
  await expect.element(note).toHaveTextContent('hardware acceleration')
})
