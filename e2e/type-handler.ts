import { expect, type Site } from './site'

/** Opens the editor of a bundled demo and puts this handler in the place of its own. */
export async function typeHandler({ page, open }: Site, source: string): Promise<void> {
  await open('#/d/mandelbrot')
  await page.getByRole('button', { name: /^Edit/ }).click()
  const code = page.locator('[data-ready="true"]')
  await expect(code).toContainText('Interface')
  await code.click()
  await page.keyboard.press('ControlOrMeta+A')
  // One edit: typed key by key, the editor would close brackets and quotes itself.
  await page.keyboard.insertText(source)
}
