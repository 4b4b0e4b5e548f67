import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { type BrowserContext, chromium, expect, type Page, test } from '@playwright/test'
import { STAGING_PROTOCOL } from '../src/protocol/staging'
import { embeddedModel } from '../src/staging/fixtures/large-model'
import { SEGMENT_BYTES } from '../src/staging/store/segments'
import { launchOptions } from '../tools/browser/chromium.mjs'
import { type Hub, startHub } from './hub/hub'
import { noise } from './hub/source'

const KILLS = 20
/** A staging takes about as long, so that kills hit the first byte, the middle, the commit and what comes after. */
const LATEST_MS = 1_500
const BYTES_PER_SECOND = 45_000_000
const SEED = Number(process.env.SUBLET_SEED ?? Date.now() % 1_000_000)

/** Whole rows of 64 floats; six segments with the rest of the model. */
const WEIGHT_BYTES = 256 * Math.floor((5.9 * SEGMENT_BYTES) / 256)
const MODEL = embeddedModel(new Uint8Array(noise(WEIGHT_BYTES, 4).read(0, WEIGHT_BYTES)))
const SHA256 = createHash('sha256').update(MODEL).digest('hex')

declare global {
  interface Window {
    /** Asks the staging worker, and waits for the answer of these types. */
    ask(request: object, ...answers: string[]): Promise<Record<string, unknown>>
  }
}

let hub: Hub
let profile: string
let source: string

test.beforeAll(async () => {
  hub = await startHub({ repos: { 'org/name': { files: { 'onnx/model.onnx': MODEL } } } })
  hub.fault('org/name/onnx/model.onnx', { bytesPerSecond: BYTES_PER_SECOND })
  profile = await mkdtemp(join(tmpdir(), 'sublet-kill-'))
  source = `${hub.url}/org/name/resolve/main/onnx/model.onnx`
})

test.afterAll(async () => {
  await hub.close()
  await rm(profile, { recursive: true, force: true })
})

interface Running {
  page: Page
  /** Ends the browser as a crash does: no handler of it runs. */
  kill(): Promise<void>
  context: BrowserContext
}

async function startBrowser(baseURL = ''): Promise<Running> {
  const context = await chromium.launchPersistentContext(profile, { ...launchOptions(), baseURL })
  const session = await context.browser()?.newBrowserCDPSession()
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
  const browser = processInfo.find(({ type }) => type === 'browser')
  if (browser === undefined) throw new Error('the browser has no process')
  const page = context.pages()[0] ?? (await context.newPage())
  // Any document of the site's origin will do, and one that is not there is the lightest.
  await page.goto('./nothing')
  await page.evaluate(
    ({ base, protocol }) => {
      const { port } = new SharedWorker('./staging.js', { name: 'sublet-staging' })
      let last = 0
      window.ask = (request, ...answers) =>
        new Promise((resolve, reject) => {
          const id = String(++last)
          port.addEventListener('message', ({ data }) => {
            if (data.id !== undefined && data.id !== id) return
            if (data.type === 'failed') reject(new Error(data.error.message))
            else if (answers.includes(data.type)) resolve(data)
          })
          port.start()
          port.postMessage({ ...request, id })
        })
      port.postMessage({ type: 'hello', protocol })
      return window.ask({ type: 'setHub', hub: { base } }, 'done')
    },
    { base: hub.url, protocol: STAGING_PROTOCOL },
  )
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()))
  return {
    page,
    context,
    async kill() {
      process.kill(browser.id, 'SIGKILL')
      await closed
    },
  }
}

/** Stages the model, says its SHA-256, deletes it, and so on until the browser is killed. */
function stageAgainAndAgain(page: Page, staged: (sha256: string) => void): Promise<void> {
  page.on('console', (message) => staged(message.text()))
  return page
    .evaluate(async (url) => {
      for (;;) {
        const { model } = await window.ask({ type: 'ensure', source: url }, 'staged')
        if (typeof model !== 'object' || model === null || !('files' in model) || !Array.isArray(model.files))
          throw new Error('no model')
        const bytes = await new Blob(model.files[0].segments).arrayBuffer()
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
        console.log(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''))
        await window.ask({ type: 'remove', source: url }, 'done')
      }
    }, source)
    .then(
      () => undefined,
      (cause: unknown) => {
        if (!/closed|crashed/.test(String(cause))) throw cause
      },
    )
}

test(`a staging outlives ${KILLS} kills of the browser`, async ({ baseURL }) => {
  console.log(`seed ${SEED}; SUBLET_SEED=${SEED} runs it again`)
  const digests: string[] = []
  let resumed = 0
  const random = seeded(SEED)
  for (let kill = 1; kill <= KILLS; kill += 1) {
    hub.forgetRequests()
    const { page, kill: end } = await startBrowser(baseURL)
    const staging = stageAgainAndAgain(page, (sha256) => digests.push(sha256))
    // A failure of the page ends the wait; otherwise the kill does.
    await Promise.race([staging, after(random() * LATEST_MS)])
    await end()
    await staging
    await hub.settled()
    const first = hub.requests.filter(({ origin }) => origin === 'cdn').sort((a, b) => a.serial - b.serial)[0]
    if (first !== undefined && first.range !== 'bytes=0-') resumed += 1
  }
  hub.clearFaults()
  const { page, context } = await startBrowser(baseURL)
  await page.evaluate((url) => window.ask({ type: 'ensure', source: url }, 'staged'), source)
  const answer = await page.evaluate((url) => window.ask({ type: 'verify', source: url }, 'verified'), source)
  expect(answer.verification).toEqual({ checkedBytes: MODEL.length, damage: [], repaired: true })
  const found = await page.evaluate(readDatabase)
  expect(found).toEqual({ models: 1, files: 1, downloads: 0, segments: 6, sha256: [SHA256] })
  await context.close()
  console.log(`${resumed} of ${KILLS} starts went on, ${digests.length} stagings ended between`)
  expect(digests.filter((sha256) => sha256 !== SHA256)).toEqual([])
  expect(resumed).toBeGreaterThan(0)
})

/** What lies in the database, and the digest that each file was checked against. */
async function readDatabase() {
  const opening = indexedDB.open('sublet-staging')
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
  const transaction = (await settled(opening)).transaction(['models', 'files', 'downloads', 'segments'])
  const count = (name: string): Promise<number> => settled(transaction.objectStore(name).count())
  const files = await settled<{ sha256: string }[]>(transaction.objectStore('files').getAll())
  return {
    models: await count('models'),
    files: files.length,
    downloads: await count('downloads'),
    segments: await count('segments'),
    sha256: files.map(({ sha256 }) => sha256),
  }
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
