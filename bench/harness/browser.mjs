import { mkdtemp, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { launchOptions } from '../../tools/browser/chromium.mjs'

/**
 * Opens Chromium with software WebGPU and a fresh profile on disk: a private one would keep the Blobs of IndexedDB in
 * memory, where no visitor has them.
 *
 * @returns what `measure` needs; each measurement gets a page of its own, so that none inherits what another left
 */
export async function openBrowser(origin) {
  const profile = await mkdtemp(resolve('.cache', 'bench-profile-'))
  const context = await chromium.launchPersistentContext(profile, launchOptions())
  return {
    version: context.browser()?.version() ?? 'unknown',
    /**
     * Runs a measurement that the benchmark's page offers.
     * @param {string} name
     * @param {number} rounds
     * @returns {Promise<Record<string, number[]>>} milliseconds, by what was measured
     */
    async measure(name, rounds) {
      const page = await context.newPage()
      const broken = failures(page)
      try {
        await page.goto(`${origin}/bench.html`)
        await page.waitForFunction(() => 'bench' in window)
        return await Promise.race([
          page.evaluate(([key, count]) => window.bench[key](count), [name, rounds]),
          broken,
        ])
      } finally {
        await page.close()
      }
    },
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

/** What the page logs as an error is shown; what it throws where nobody catches it ends the measurement. */
function failures(page) {
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`page: ${message.text()}`)
  })
  const broken = new Promise((_, reject) => {
    page.on('pageerror', reject)
    page.on('crash', () => reject(new Error('the page crashed')))
  })
  // It may break before or after somebody waits for it.
  broken.catch(() => undefined)
  return broken
}
