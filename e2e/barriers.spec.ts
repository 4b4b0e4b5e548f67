import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, type Site, test } from './site'

/** What axe is told of by no other test: views as they are after something was done in them. */
const VIEWS: Record<string, (site: Site) => Promise<void>> = {
  async 'a form before its run'({ page, open }) {
    await open('#/d/inputs')
    await expect(run(page)).toBeEnabled()
  },
  async 'a form that was pressed Run on too early'({ page, open }) {
    await open('#/d/digits')
    await expect(run(page)).toBeEnabled()
    await run(page).click()
    await expect(page.getByRole('region', { name: 'Inputs' }).getByRole('alert')).toBeVisible()
  },
  async 'every output after a run'({ page, open }) {
    await open('#/d/outputs')
    await run(page).click()
    await expect(page.getByRole('region', { name: 'Result' })).toHaveAttribute('data-phase', 'done')
  },
  async 'a run that was ended'({ page, open }) {
    await open('#/d/endless')
    await page.getByLabel('1 to loop').fill('1')
    await run(page).click()
    await expect(page.getByRole('region', { name: 'Result' }).getByRole('alert')).toBeVisible()
  },
  async 'a conversation'({ page, open }) {
    await open('#/d/chat-echo')
    await page.getByLabel('Message').fill('one')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('log')).toContainText('after [].')
    await expect(page.getByRole('region', { name: 'Chat' })).toHaveAttribute('data-phase', 'done')
  },
  async 'no models'({ page, open }) {
    await open('#/models')
    await expect(page.getByText('No model is here yet')).toBeVisible()
  },
  async 'how a model is added'({ page, open }) {
    await open('#/models')
    await page.getByRole('button', { name: 'Add a model' }).click()
    await expect(page.getByLabel('Address of an .onnx file')).toBeVisible()
  },
  async 'a list of models'({ open, page }) {
    await stage(page, open)
  },
  async 'a model'({ open, page }) {
    await stage(page, open)
    await page.getByRole('link', { name: 'digits', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Operators' })).toContainText('Conv')
  },
  async 'the editor, with an error'({ open, page }) {
    await open('#/d/mandelbrot')
    await page.getByRole('button', { name: /^Edit/ }).click()
    const code = page.locator('[data-ready="true"]')
    await expect(code).toContainText('Interface')
    await code.click()
    await page.keyboard.press('ControlOrMeta+Home')
    await page.keyboard.insertText('const wrong: number = "text"\n')
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByText('1 error; not run.')).toBeVisible()
  },
  async 'an address that leads nowhere'({ open, page }) {
    await open('#/nowhere')
    await expect(page.getByText('This address leads to no page')).toBeVisible()
  },
}

for (const [view, go] of Object.entries(VIEWS)) {
  test(`axe finds nothing: ${view}`, async ({ site }) => {
    await go(site)
    expect(await violations(site.page)).toEqual([])
  })
}

const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true })

async function stage(page: Page, open: Site['open']): Promise<void> {
  await open('#/models')
  await page.getByRole('button', { name: 'Add a model' }).click()
  await page.getByLabel('Address of an .onnx file').fill('models/digits/onnx/model.onnx')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('table', { name: 'Models' })).toContainText('float32')
}
