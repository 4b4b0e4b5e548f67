import { expect, test } from '@playwright/test'

test.use({ viewport: { width: 390, height: 800 } })

test('on a phone, Run brings the result into view, and Edit the editor', async ({ page }) => {
  await page.goto('./#/d/mandelbrot')
  const run = page.getByRole('button', { name: 'Run', exact: true })
  const result = page.getByRole('region', { name: 'Result' })
  await run.scrollIntoViewIfNeeded()
  await expect(run).toBeEnabled()
  await expect(result).not.toBeInViewport({ ratio: 0.5 })
  await run.click()
  await expect(result).toBeInViewport({ ratio: 0.5 })
  await expect(page.locator('[data-phase="done"]')).toBeVisible()

  const editor = page.locator('[data-editor]')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await expect(editor).toBeInViewport({ ratio: 0.5 })
  await expect(editor.locator('.view-line').first()).toBeVisible()
})
