import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * What axe finds on the page as it is, in light and in dark; each with the element that it is about.
 * @param within a selector: only what is in there
 */
export async function violations(page: Page, within = 'html'): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    // Colours that change over time would be measured on their way.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const wrong = async (): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page }).include(within).analyze()
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html }) => `${colorScheme}: ${id}: ${html.slice(0, 200)}`),
      )
    }
    let last: string[] = []
    // An editor colours its text anew a moment after the page has changed: what is wrong is wrong for some seconds, of
    // which one look can take several.
    await expect
      .poll(async () => (last = await wrong()), { timeout: 20_000 })
      .toEqual([])
      .catch(() => found.push(...last))
  }
  return found
}
