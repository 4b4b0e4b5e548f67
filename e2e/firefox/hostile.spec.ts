import type { HostilePage } from '../hostile/page'
import { hostileSuite } from '../hostile/suite'
import { test as base } from './site'

const test = base.extend<object, { openHostile: () => Promise<HostilePage> }>({
  openHostile: [
    async ({ openPage }, use) => {
      await use(async () => {
        let page = await openPage()
        return {
          browser: 'firefox',
          evaluate: (run, argument) => page.evaluate(run, argument),
          async reopen() {
            await page.close()
            page = await openPage()
          },
          close: () => page.close(),
        }
      })
    },
    { scope: 'worker' },
  ],
})

hostileSuite(test)
