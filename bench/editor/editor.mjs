import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { launchOptions } from '../../tools/browser/chromium.mjs'
import { compare, limit } from '../harness/compare.mjs'
import { quantile } from '../harness/stats.mjs'
import { closePane, demoAtRest, openPane, showDemo } from './pane.mjs'
import { KEYS, typeIntoEditor, typeIntoField } from './typing.mjs'

const COLD_ROUNDS = 3
const WARM_ROUNDS = 5
const SITE = '.cache/bench-site/editor'

/** How soon the editor is there, how soon a key is, and that whoever does not open it does not pay for it. */
export const editor = {
  notes: [
    'Opening: from the click on Edit until Monaco has painted the handler, and a key that is pressed then. Cold: a browser with an empty profile. Warm: closed and opened again; and after the page was loaded again, from the HTTP cache.',
    `Typing: ${KEYS} keys, about 9 a second, in the middle of a handler of 168 lines that uses every library, with a pause before each line, after which the compiler checks while the next one is typed. A key is timed from its event to the end of the frame that shows it; what the thread itself worked until the next key is told with it, because by the clock it also waits for a core.`,
  ],

  async measure({ origin }) {
    console.log(`editor: load average ${loadavg().map((load) => load.toFixed(1))}`)
    const opened = { cold: [], again: [], reloaded: [] }
    for (let round = 0; round < COLD_ROUNDS; round += 1) {
      await withBrowser(async (page) => {
        await showDemo(page, origin)
        opened.cold.push(await openPane(page))
        if (round > 0) return
        for (let warm = 0; warm < WARM_ROUNDS; warm += 1) {
          await closePane(page)
          opened.again.push(await openPane(page))
        }
        for (let warm = 0; warm < WARM_ROUNDS; warm += 1) {
          await page.reload()
          await demoAtRest(page)
          opened.reloaded.push(await openPane(page))
        }
      })
    }
    const typed = await withBrowser(async (page, another) => {
      await showDemo(page, origin)
      await openPane(page)
      const ours = await typeIntoEditor(page)
      return { ours, bare: await typeIntoField(await another()) }
    })
    console.log(`editor: load average ${loadavg().map((load) => load.toFixed(1))}`)
    return [...openingRows(opened), ...typingRows(typed), await firstLoadRow()]
  },
}

function openingRows({ cold, again, reloaded }) {
  const row = (what, samples, most) =>
    limit({ what, unit: 'ms', ours: { label: what, samples }, budget: { at: 'value', most } })
  return [
    row('opening, cold', cold, 3_000),
    row('opening, closed and opened again', again, 1_000),
    row('opening, after a reload', reloaded, 1_000),
  ]
}

function typingRows({ ours, bare }) {
  const against = (what, of) =>
    compare({
      what,
      ours: { label: 'the editor', samples: of(ours) },
      bare: { label: 'a textarea', samples: of(bare) },
    })
  const value = (what, sample, most) =>
    limit({
      what,
      unit: 'ms',
      ours: { label: what, samples: [sample] },
      ...(most !== undefined && { budget: { at: 'value', most } }),
    })
  return [
    against('key to painted frame', ({ taken }) => taken),
    value('key to painted frame, p95', quantile(ours.taken, 0.95), 50),
    value('key to painted frame, longest', Math.max(...ours.taken)),
    value('the same as the browser counts it, p95', quantile(ours.browser, 0.95)),
    against('work of the page’s main thread for a key', ({ workMs }) => workMs),
    value('work of the page’s main thread for a key, p95', quantile(ours.workMs, 0.95), 50),
  ]
}

/** What the gallery loads, by tools/first-load.mjs; Monaco’s modules name themselves in what is built of them. */
async function firstLoadRow() {
  const listed = await new Promise((done) =>
    // Its exit code tells of the size, which the demos of this folder add to.
    execFile(process.execPath, ['tools/first-load.mjs', SITE], (_error, stdout) => done(stdout)),
  )
  const files = [...listed.matchAll(/^ *\d+ {2}(\S+\.js)$/gm)].map(([, file]) => file)
  if (files.length === 0) throw new Error('the first load was not listed')
  const codes = await Promise.all(files.map((file) => readFile(join(SITE, file), 'utf8')))
  const own = files.filter((_file, at) => /monaco-editor|view-lines|createTextModel/.test(codes[at]))
  for (const file of own) console.log(`editor: in the first load: ${file}`)
  return limit({
    what: 'chunks of the editor in the first load of the gallery',
    unit: 'in all',
    ours: { label: 'first load', samples: [own.length] },
    budget: { at: 'value', most: 0 },
  })
}

/** A browser with a profile on disk that nobody has used. */
async function withBrowser(work) {
  const profile = await mkdtemp(resolve('.cache', 'bench-profile-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions(),
    viewport: { width: 1280, height: 900 },
  })
  try {
    return await work(await context.newPage(), () => context.newPage())
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
