import { chromium } from '@playwright/test'
import { launchOptions } from '../../tools/browser/chromium.mjs'
import { compare, limit } from '../harness/compare.mjs'
import { quantile } from '../harness/stats.mjs'
import { CATEGORIES, eventsOf, mainThread } from './long-tasks.mjs'
import { watchFrames } from './watch-frames.mjs'

const ROUNDS = 6
const WINDOW_MS = 4_000
/** Between two windows, until what has ended is at rest. */
const SETTLE_MS = 700
const LONG_TASK_MS = 50

/** Ten that need no network; the last one is in view. */
const OPEN = [
  'digits',
  'mandelbrot',
  'inputs',
  'outputs',
  'stories',
  'chat',
  'bench-steps',
  'bench-generate',
  'bench-endless',
  'bench-frames',
]
const OTHERS = { gallery: '#/', pool: '#/pool', models: '#/models', 'a demo': '#/d/digits' }

/** Whether a page with ten open demos keeps its frames while three of them run. */
export const frames = {
  notes: [
    `Five pages of the site in one browser; in the first ten demos are open, and its frames are counted over ${ROUNDS} windows of ${WINDOW_MS / 1000} s at rest and as many in runs, in turn.`,
    'In a run: one demo in view streams a picture and a text, one out of view yields as fast as it can, and a third computes again and again; the pool has two slots for the three.',
    'The row of the empty page: the same runs go on behind a page without anything; what it misses, the runs took.',
    'By the clock a task is also long while its thread waits for a core: the software GPU of the runs takes them. What the thread itself worked is what the page causes.',
  ],

  async measure({ origin }) {
    const browser = await chromium.launch(launchOptions())
    try {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      const others = {}
      for (const [name, place] of Object.entries(OTHERS)) {
        others[name] = await context.newPage()
        await others[name].goto(`${origin}/${place}`)
      }
      const page = await context.newPage()
      await openAll(page, origin)
      const empty = await context.newPage()
      await page.bringToFront()
      const idle = []
      const running = []
      const beside = []
      // The first run compiles shaders and code, in the page as well.
      await inRuns(page, 1_000, page, others)
      for (let round = 0; round < ROUNDS; round += 1) {
        await page.waitForTimeout(SETTLE_MS)
        idle.push(await watch(page, WINDOW_MS, others))
        running.push(await inRuns(page, WINDOW_MS, page, others))
        await page.waitForTimeout(SETTLE_MS)
        beside.push(await inRuns(page, WINDOW_MS, empty, others))
      }
      for (const { ms, workMs, parts } of running.flatMap(({ long }) => long).filter(isWork)) {
        console.log(
          `frames: a task of ${Math.round(ms)} ms, ${Math.round(workMs)} of work: ${parts.join(', ')}`,
        )
      }
      return rows(idle, running, beside)
    } finally {
      await browser.close()
    }
  },
}

function rows(idle, running, beside) {
  const against = (what, unit, of, budget) =>
    compare({
      what,
      unit,
      ours: { label: 'three run', samples: running.map(of) },
      bare: { label: 'at rest', samples: idle.map(of) },
      ...(budget !== undefined && { budget }),
    })
  const total = (what, unit, sample, most) =>
    limit({
      what,
      unit,
      ours: { label: what, samples: [sample] },
      ...(most !== undefined && { budget: { at: 'value', most } }),
    })
  const byClock = (windows) => windows.reduce((sum, { longTasks }) => sum + longTasks, 0)
  const work = (windows) => windows.flatMap(({ long }) => long).filter(isWork).length
  const longest = Math.max(0, ...running.flatMap(({ long }) => long.map((task) => task.workMs)))
  return [
    against('frames', 'per s', ({ intervals }) => 1000 / mean(intervals)),
    // 0.95 of the frames at rest.
    against('frame interval, mean', 'ms', ({ intervals }) => mean(intervals), { at: 'ratio', most: 1.053 }),
    // What the runs leave of the cores to a page that does nothing at all.
    compare({
      what: 'frame interval, mean, beside the same runs',
      unit: 'ms',
      ours: { label: 'ten demos', samples: running.map(({ intervals }) => mean(intervals)) },
      bare: { label: 'an empty page', samples: beside.map(({ intervals }) => mean(intervals)) },
    }),
    against('frame interval, p95', 'ms', ({ intervals }) => quantile(intervals, 0.95)),
    against('work of the page’s main thread', 'ms/s', ({ workMs }) => (1000 * workMs) / WINDOW_MS),
    ...Object.keys(OTHERS).map((name) =>
      against(
        `work of a page behind it: ${name}`,
        'ms/s',
        (window) => (1000 * window.behind[name]) / WINDOW_MS,
      ),
    ),
    total('long tasks by the clock, at rest', 'in all', byClock(idle)),
    total('long tasks by the clock, in runs', 'in all', byClock(running)),
    total('tasks of more than 50 ms of work, at rest', 'in all', work(idle)),
    total('tasks of more than 50 ms of work, in runs', 'in all', work(running), 0),
    total('most work of a long task, in runs', 'ms', longest),
  ]
}

async function openAll(page, origin) {
  for (const id of OPEN) {
    await page.goto(`${origin}/#/d/${id}`)
    await page.locator(`[data-column="${id}"] form`).first().waitFor()
  }
  // What was staged and booted comes to rest.
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-tab] [data-state="idle"]').length === count,
    OPEN.length,
  )
  await page.bringToFront()
}

/**
 * One demo by its Run button, and two more by the page’s own calls, for as long as is watched.
 * @param watchedPage this page, or another one that is in front of it meanwhile
 * @param others pages behind it, by name
 */
async function inRuns(page, ms, watchedPage, others) {
  await page.evaluate(() => {
    const stop = new AbortController()
    const { signal } = stop
    // A call that is cut off at the end of the window is no failure.
    const again = async (demo, inputs) => {
      while (!signal.aborted) await window.sublet.predict(demo, inputs, { signal })
    }
    const ended = Promise.allSettled([
      again('bench-steps', [2_000]),
      again('mandelbrot', [-0.7436, 0.1318, 5, 256]),
    ]).then((loops) => {
      const failed = loops.find(({ reason }) => reason !== undefined && reason.code !== 'Cancelled')
      if (failed !== undefined) throw failed.reason
    })
    window.runs = { stop, ended }
  })
  const view = page.locator('[data-column="bench-frames"]')
  await view.getByLabel('Seconds').fill(String(ms / 1000 + 30))
  await view.getByRole('button', { name: 'Run', exact: true }).click()
  await view.locator('[data-phase="running"]').waitFor()
  if (watchedPage !== page) await watchedPage.bringToFront()
  const watched = await watch(watchedPage, ms, others)
  if (watchedPage !== page) await page.bringToFront()
  await view.getByRole('button', { name: 'Stop' }).click()
  await page.evaluate(() => {
    window.runs.stop.abort()
    return window.runs.ended
  })
  await view.locator('[data-phase="failed"]').waitFor()
  return watched
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Of the page's own making, however long it waited for a core. */
function isWork({ workMs }) {
  return workMs > LONG_TASK_MS
}

/** Frames and long tasks of this page, and what those behind it worked. A trace of the browser slows both sides alike. */
async function watch(page, ms, others) {
  const browser = page.context().browser()
  const mark = `sublet-frames-${crypto.randomUUID()}`
  await browser.startTracing(page, { categories: CATEGORIES })
  for (const [name, other] of Object.entries(others)) {
    await other.evaluate((own) => performance.mark(own).name, `${mark} ${name}`)
  }
  const watched = await page.evaluate(watchFrames, { ms, mark })
  const events = eventsOf(await browser.stopTracing())
  const behind = Object.keys(others).map((name) => [
    name,
    mainThread(events, `${mark} ${name}`, LONG_TASK_MS).workMs,
  ])
  return { ...watched, ...mainThread(events, mark, LONG_TASK_MS), behind: Object.fromEntries(behind) }
}
