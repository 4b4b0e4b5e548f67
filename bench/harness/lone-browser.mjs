import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CHROMIUM_FLAGS, findSystemChromium } from '../../tools/browser/chromium.mjs'
import { watchMemory } from './memory.mjs'

const SETTLE_MS = 1_000
const SETTLED_BYTES = 2 * 1024 * 1024
const MOST_SETTLES = 30

/**
 * Measures memory in a Chromium that nothing drives: the developer tools by which Playwright drives one keep what a page
 * fetches, and so hold more than the page does. The page runs what its address names and tells by requests how far it is.
 */
export function createLoneBrowser() {
  let session

  const answer = (work) => (request, response) => {
    const told = []
    request.on('data', (piece) => told.push(piece))
    request.on('end', async () => {
      await work(Buffer.concat(told).toString())
      response.writeHead(204).end()
    })
  }

  return {
    /** To be served beside the page. */
    routes: {
      '/bench/hold/begin': answer(async () => session.begin()),
      '/bench/hold/end': answer(async () => session.end()),
      '/bench/hold/level': answer(async () => session.level()),
      '/bench/hold/sample': answer(async (value) => session.sample(Number(value))),
      '/bench/hold/over': answer(async (error) => session.over(error)),
    },
    /** A user data folder for several browsers, one after the other: what one has cached the next one has. */
    async profile() {
      const folder = await mkdtemp(resolve('.cache', 'bench-profile-'))
      return {
        /**
         * Runs a measurement of the page in a browser of its own, and watches processes of these types in each `held` of it.
         * @param {readonly string[]} types as `watchMemory` takes them
         * @param {readonly string[]} [more] flags of Chromium
         * @returns {Promise<number[]>} bytes by which they rose, for each; what each type holds, for each `level` of the
         *   page; and each `sample` of the page
         */
        async hold(origin, name, rounds, types, more = []) {
          session = createSession(folder, types)
          const asked = new URLSearchParams({ measure: name, rounds })
          const flags = [
            ...CHROMIUM_FLAGS,
            ...more,
            '--headless=new',
            '--no-first-run',
            `--user-data-dir=${folder}`,
            `${origin}/bench.html?${asked}`,
          ]
          const browser = spawn(findSystemChromium(), flags, { stdio: 'ignore' })
          const ended = new Promise((done) => browser.once('exit', done))
          try {
            const broke = ended.then((code) => Promise.reject(new Error(`Chromium ended with ${code}`)))
            return await Promise.race([session.result, broke])
          } finally {
            browser.kill()
            await ended
            await session.close()
          }
        },
        // Its other processes end a moment after it, and may still write.
        close: () => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
      }
    },
  }
}

function createSession(profile, types) {
  let done
  let reject
  const result = new Promise((resolved, rejected) => {
    done = resolved
    reject = rejected
  })
  const rises = []
  let watch
  return {
    result,
    async begin() {
      const idle = await settled(profile, types)
      watch = watchMemory(profile, types, idle)
    },
    async end() {
      rises.push(watch.peak())
      await watch.close()
    },
    async level() {
      for (const type of types) rises.push(sum(await settled(profile, [type])))
    },
    sample: (value) => rises.push(value),
    over(error) {
      if (error === '') done(rises)
      else reject(new Error(error))
    },
    close: async () => watch?.close(),
  }
}

/** A browser that has just started is busy with itself: waits until its processes stay as they are. */
async function settled(profile, types) {
  const watch = watchMemory(profile, types, new Map())
  let before = await watch.now()
  for (let tries = 0; tries < MOST_SETTLES; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const now = await watch.now()
    if (Math.abs(sum(now) - sum(before)) < SETTLED_BYTES) break
    before = now
  }
  await watch.close()
  return before
}

function sum(sizes) {
  return [...sizes.values()].reduce((total, size) => total + size, 0)
}
