import { type Browser, test as base } from '@playwright/test'
import type { HostilePage } from './hostile/page'
import { hostileSuite } from './hostile/suite'

/** A profile of its own: what it stages and is charged is nobody else's. */
async function openHostile(browser: Browser, baseURL: string): Promise<HostilePage> {
  const context = await browser.newContext()
  const open = async () => {
    const page = await context.newPage()
    await page.goto(baseURL)
    return page
  }
  let page = await open()
  return {
    browser: 'chromium',
    evaluate: (run, argument) => page.evaluate(run, argument),
    async reopen() {
      await page.close()
      page = await open()
    },
    close: () => context.close(),
  }
}

const test = base.extend<object, { openHostile: () => Promise<HostilePage> }>({
  openHostile: [
    async ({ browser }, use, { project }) => {
      await use(() => openHostile(browser, project.use.baseURL ?? ''))
    },
    { scope: 'worker' },
  ],
})

hostileSuite(test)
