import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, test } from './site'

const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const examples = (page: Page) => page.getByRole('region', { name: 'Examples' })
const row = (page: Page, text: string) => examples(page).getByRole('button', { name: text })
const leases = (page: Page) => page.evaluate(async () => (await window.sublet.ledger()).rows.length)

test('an example is run once; then its result is shown without the GPU, until the code is another', async ({
  site,
}) => {
  const { page } = site
  await site.open('#/d/examples')
  await expect(row(page, 'hello')).toBeVisible()
  await expect(examples(page).getByText('cached', { exact: true })).toHaveCount(0)
  await row(page, 'hello').click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await expect(result(page)).toContainText('HELLO HELLO HELLO')
  await expect(page.getByLabel('Word')).toHaveValue('hello')
  await expect(page.getByLabel('Loud')).toBeChecked()
  await expect(row(page, 'hello')).toContainText('cached')
  await expect.poll(() => leases(page)).toBe(1)

  // By keyboard, and after a reload.
  await page.reload()
  await site.open('#/d/examples')
  await expect(row(page, 'hello')).toContainText('cached')
  await row(page, 'echo').focus()
  await page.keyboard.press('Tab')
  await expect(row(page, 'hello')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(result(page)).toContainText(/From the cache.*nothing was charged.*HELLO HELLO HELLO/s)
  await expect(row(page, 'hello')).toBeFocused()
  await expect(page.getByLabel('Times')).toHaveValue('3')
  expect(await leases(page)).toBe(1)
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await expect.poll(() => leases(page)).toBe(2)

  await page.getByRole('button', { name: /^Edit/ }).click()
  const code = page.locator('[data-ready="true"]')
  await expect(code).toContainText('Interface')
  await code.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\n// edited')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(() => leases(page)).toBe(3)
  await expect(row(page, 'hello')).not.toContainText('cached')
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await row(page, 'hello').click()
  await expect(row(page, 'hello')).toContainText('cached')
  await expect.poll(() => leases(page)).toBe(4)
})

test('a picture comes into the form and out of the cache; rows stand on pages', async ({ site }) => {
  const { page } = site
  await site.open('#/d/examples')
  await row(page, 'echo').click()
  await expect(result(page)).toContainText('echo echo')
  await expect(page.getByText('4 × 4', { exact: true }).first()).toBeVisible()
  await expect(row(page, 'echo')).toContainText('cached')
  await row(page, 'row 3').click()
  await expect(result(page)).toContainText('row 3')
  await row(page, 'echo').click()
  await expect(result(page)).toContainText(/From the cache.*echo echo/s)
  await expect(result(page).getByRole('img').first()).toBeVisible()

  await expect(examples(page)).toContainText('1–10 of 12')
  await examples(page).getByRole('button', { name: 'Next' }).click()
  await expect(row(page, 'row 12')).toBeVisible()
  await expect(row(page, 'echo')).toHaveCount(0)
  expect(await violations(page)).toEqual([])
})
