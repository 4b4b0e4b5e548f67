import { chromium } from '@playwright/test'
import { launchOptions } from '../../tools/browser/chromium.mjs'
import { limit } from '../harness/compare.mjs'

const ROUNDS = 15
/** Long enough for everything that a first visit starts by itself, the service worker's storing included. */
const WATCHED_MS = 4_000
/** What a task takes above this keeps the visitor waiting (web.dev, Total Blocking Time). */
const LONG_TASK_MS = 50

/** A first visit to the gallery: what Lighthouse calls largest contentful paint and total blocking time, not throttled. */
export const page = {
  notes: [
    'A first visit in a fresh private window each time, nothing cached; the site comes from a server on this machine.',
    `Long tasks are counted from the first paint on, for ${WATCHED_MS / 1000} s. The size of the first load is checked by \`npm run check\`.`,
  ],

  async measure({ origin }) {
    const browser = await chromium.launch(launchOptions())
    try {
      const visits = []
      for (let round = 0; round < ROUNDS; round += 1) visits.push(await visit(browser, origin))
      const row = (what, of, most) =>
        limit({
          what,
          ours: { label: 'first visit', samples: visits.map(of) },
          unit: 'ms',
          ...(most !== undefined && { budget: { at: 'value', most } }),
        })
      return [
        row('gallery, first contentful paint', ({ first }) => first),
        row('gallery, largest contentful paint', ({ largest }) => largest, 1_000),
        row('gallery, total blocking time', ({ blocked }) => blocked, 50),
      ]
    } finally {
      await browser.close()
    }
  },
}

async function visit(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  try {
    const tab = await context.newPage()
    await tab.goto(`${origin}/`)
    await tab.getByRole('list', { name: 'Demos' }).waitFor()
    return await tab.evaluate(
      async ([watched, long]) => {
        const seen = { largest: 0, blocked: 0 }
        const [paint] = performance.getEntriesByName('first-contentful-paint')
        const first = paint.startTime
        const watch = (type, add) =>
          new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type, buffered: true })
        watch('largest-contentful-paint', ({ startTime }) => {
          seen.largest = startTime
        })
        watch('longtask', ({ startTime, duration }) => {
          if (startTime + duration > first) seen.blocked += Math.max(0, duration - long)
        })
        await new Promise((resolve) => setTimeout(resolve, watched))
        return { first, ...seen }
      },
      [WATCHED_MS, LONG_TASK_MS],
    )
  } finally {
    await context.close()
  }
}
