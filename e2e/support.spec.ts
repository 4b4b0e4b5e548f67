import { expect, test } from '@playwright/test'

test('a browser without WebGPU is told so, and what to use', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'gpu'))
  await page.goto('./')
  const notice = page.getByRole('alert')
  await expect(notice).toContainText('WebGPU')
  await expect(notice).toContainText(/Chrome|Firefox|Safari/)
  // The gallery can still be looked at.
  await expect(page.getByRole('link', { name: /Mandelbrot/ })).toBeVisible()
})

test('a browser without requestIdleCallback runs demos', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'requestIdleCallback'))
  await page.goto('./')
  await page.waitForFunction(() => window.sublet !== undefined)
  const [image] = await page.evaluate(() => window.sublet.predict('mandelbrot', [-0.75, 0, 1, 64]))
  expect(image).toBeDefined()
})
