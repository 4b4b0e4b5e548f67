import { readdirSync } from 'node:fs'
import { expect, test } from './site'

const ids = readdirSync('src/demos', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'templates')
  .map(({ name }) => name)

for (const id of ids) {
  test(`${id} compiles in the editor as it ships`, async ({ site }) => {
    const { page } = site
    await site.open(`#/d/${id}`)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const code = page.locator('[data-ready="true"]')
    await expect(code).toContainText('import')
    await code.click()
    await page.keyboard.press('ControlOrMeta+Enter')
    const refused = page.getByText(/\d+ errors?; not run/)
    await expect(page.getByRole('button', { name: 'Reset', exact: true }).or(refused)).toBeVisible()
    await expect(refused).toHaveCount(0)
  })
}
