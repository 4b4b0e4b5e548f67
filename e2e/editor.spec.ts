import type { Page } from '@playwright/test'
import { expect, test } from './site'

const HANDLER = `import { GPU, Interface, Textbox } from 'sublet'

const greet = GPU({ duration: 2 }, async (name: string) => 'hello ' + name)

export default Interface({
  title: 'Edited',
  inputs: [Textbox({ label: 'Name', value: 'reader' })],
  outputs: [Textbox({ label: 'Greeting' })],
  fn: greet,
})
`

async function replaceHandler(page: Page, source: string): Promise<void> {
  const code = page.locator('[data-ready="true"]')
  await code.click()
  await page.keyboard.press('ControlOrMeta+A')
  // One edit: typed key by key, the editor would close brackets and quotes itself.
  await page.keyboard.insertText(source)
}

test.beforeEach(async ({ site }) => {
  await site.open('#/d/mandelbrot')
  await site.page.getByRole('button', { name: /^Edit/ }).click()
  await expect(site.page.locator('[data-ready="true"]')).toContainText('Interface')
})

test('edit, Ctrl+Enter, and the edited handler runs', async ({ site }) => {
  const { page } = site
  await replaceHandler(page, HANDLER)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByLabel('Name')).toHaveValue('reader')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('hello reader')
})

test('a type error is shown and not run', async ({ site }) => {
  const { page } = site
  await replaceHandler(page, HANDLER.replace('fn: greet', 'fn: 42'))
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText('1 error; not run.')).toBeVisible()
  await expect(page.getByLabel('Real part of the centre')).toBeVisible()
})

test('the editor loads only when it is opened', async ({ context }) => {
  const page = await context.newPage()
  const scripts: string[] = []
  page.on('request', (request) => scripts.push(request.url()))
  await page.goto('./#/d/mandelbrot')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  expect(scripts.filter((url) => /editor|handler\.worker/.test(url))).toEqual([])
})
