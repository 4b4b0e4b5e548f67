import type { Page } from '@playwright/test'
import { CHROMIUM_FLAGS, launchOptions } from '../tools/browser/chromium.mjs'
import { bmp } from './sample-files'
import { expect } from './site'

/** For `test.use`: what the inputs ask a visitor for. */
export const devices = {
  permissions: ['clipboard-read', 'clipboard-write', 'camera', 'microphone'],
  // A camera with a test picture, and a microphone that beeps.
  launchOptions: { ...launchOptions(), args: [...CHROMIUM_FLAGS, '--use-fake-device-for-media-stream'] },
}

/** What the handler says that it was given. */
export async function came(page: Page): Promise<unknown> {
  const shown = page.getByRole('region', { name: 'Result' }).locator('pre').first()
  const text = await shown.textContent()
  return JSON.parse(text ?? '')
}

export async function open(page: Page): Promise<void> {
  await expect(page.getByLabel('Name', { exact: true })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Prices' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Program' })).toBeVisible()
}

export const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true })
export const done = (page: Page) => expect(page.getByText(/^done/)).toBeVisible()
export const country = (page: Page) => page.getByRole('combobox', { name: 'Country' })

export const photo = { name: 'photo.bmp', mimeType: 'image/bmp', buffer: bmp(40, 20) }
export const pixels = { width: 40, height: 20, firstPixel: [0, 0, 0, 255] }
export const maskPad = (page: Page) => page.getByRole('application', { name: 'Mask: paint over the picture' })

/** What the handler is given of a form that nobody has touched. */
export const untouched = {
  name: 'Ada',
  seed: 42,
  strength: 0.5,
  upscale: false,
  size: 'medium',
  channels: ['r', 'g'],
  sampler: 'Euler',
  tags: [],
  background: '#0b8f5a',
  prices: {
    headers: ['Item', 'Price', 'In stock'],
    data: [
      ['Pen', 1.2, true],
      ['Ink', 8, false],
    ],
  },
  program: 'for i in range(3):\n  print(i)',
  settings: { steps: 20, seamless: false },
  picture: null,
  masked: null,
  sketch: null,
  sound: null,
  film: null,
  notes: null,
}

/** A button beside the field of a file. */
export const inDrop = (page: Page, label: string, button: string) =>
  page.getByRole('group', { name: label }).getByRole('button', { name: button })
