import { test as base } from '@playwright/test'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { findFirefox, firefoxOptions } from '../../tools/browser/firefox.mjs'

export { expect } from '@playwright/test'

/** The site in Firefox, by WebDriver BiDi: Playwright drives a Firefox of its own only, and not the installed one. */
export const test = base.extend<{ page: never }, { firefox: Browser; openPage: () => Promise<Page> }>({
  page: async ({ firefox: _ }, _use) => {
    throw new Error("Playwright's page is no Firefox: use openPage.")
  },
  firefox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed off the pattern
    async ({}, use) => {
      if (findFirefox() === undefined) {
        throw new Error('No Firefox is installed. Name one: SUBLET_FIREFOX=/path/to/firefox')
      }
      const firefox = await puppeteer.launch(firefoxOptions())
      await use(firefox)
      await firefox.close()
    },
    { scope: 'worker' },
  ],
  openPage: [
    async ({ firefox }, use, { project }) => {
      await use(async () => {
        const page = await firefox.newPage()
        // As Playwright's `serviceWorkers: 'block'`: it would fetch and store beside what a test looks at. Only the
        // page is kept from one: whether a runner can register any is what hostile.spec.ts asks.
        await page.evaluateOnNewDocument(() => {
          if (window !== window.top) return
          navigator.serviceWorker.register = () =>
            Promise.reject(new Error('No service worker in the tests.'))
        })
        await page.goto(project.use.baseURL ?? '')
        await page.waitForFunction(() => window.sublet !== undefined)
        return page
      })
    },
    { scope: 'worker' },
  ],
})
