import { mkdir, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { dirname, resolve } from 'node:path'
import { openBrowser } from './browser.mjs'
import { allPass } from './compare.mjs'
import { createLoneBrowser } from './lone-browser.mjs'
import { buildSite, serve } from './site.mjs'
import { renderTable } from './table.mjs'

/**
 * Builds, serves, opens a browser, measures, reports.
 * @param {string} name
 * @param benchmark see bench/README.md
 * @param {string} [json] where the report goes as data
 * @returns {Promise<boolean>} whether every budget holds
 */
export async function runBenchmark(name, benchmark, json) {
  const startedAt = Date.now()
  console.log(`${name}: building`)
  const lone = createLoneBrowser()
  const routes = { ...(await benchmark.routes?.()), ...lone.routes }
  const site = await serve(await buildSite(name, benchmark), routes)
  const browser = await openBrowser(site.origin)
  /** A profile whose browsers open this site. */
  async function profile() {
    const { hold, close } = await lone.profile()
    return {
      async hold(measurement, rounds, types = ['renderer'], flags = []) {
        console.log(`${name}: ${measurement} (${types.join(', ')}), ${rounds} rounds`)
        return hold(site.origin, measurement, rounds, types, flags)
      },
      close,
    }
  }
  try {
    const rows = await benchmark.measure({
      origin: site.origin,
      async measure(measurement, rounds) {
        console.log(`${name}: ${measurement}, ${rounds} rounds`)
        return browser.measure(measurement, rounds)
      },
      profile,
      async hold(...asked) {
        const own = await profile()
        try {
          return await own.hold(...asked)
        } finally {
          await own.close()
        }
      },
    })
    const pass = allPass(rows)
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    const machine = {
      cpus: cpus().length,
      platform: process.platform,
      chromium: browser.version,
      node: process.version,
    }
    const notes = benchmark.notes ?? []
    console.log(`\n${renderTable(rows)}\n`)
    for (const note of notes) console.log(note)
    console.log(
      `Medians (p10..p90) on ${machine.cpus} cores, Chromium ${machine.chromium}, ${seconds} s in all.`,
    )
    console.log(pass ? 'Every budget holds.' : 'A budget is MISSED.')
    if (json !== undefined) {
      await mkdir(dirname(resolve(json)), { recursive: true })
      await writeFile(
        json,
        `${JSON.stringify({ name, pass, at: new Date(startedAt), seconds, machine, rows, notes }, null, 2)}\n`,
      )
    }
    return pass
  } finally {
    await browser.close()
    await site.close()
    await benchmark.close?.()
  }
}
