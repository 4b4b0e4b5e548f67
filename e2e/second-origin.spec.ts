import { once } from 'node:events'
import { createServer } from 'node:http'
import puppeteer, { type Page as PuppeteerPage } from 'puppeteer-core'
import { launchOptions } from '../tools/browser/chromium.mjs'
import { expect, heldOut, test } from './site'

/** The site's setting names 127.0.0.1: a page on localhost gets its frame from there. */
const SECOND = 'http://127.0.0.1'
const pixels = heldOut.images[0]?.map((ink) => ink / heldOut.scale) ?? []

test('a page on the only origin of the setting has its frame there', async ({ site }) => {
  const call = await site.start('counts', [''])
  expect(await call.ended()).toEqual({ outputs: ['three'] })
  const { page } = site
  expect(await frameOrigins(page)).toEqual([new URL(page.url()).origin])
})

test('a frame of another site gets no storage: it says so, and leads to a tab where the demo runs', async ({
  context,
  baseURL,
}) => {
  const theirs = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><iframe src="${baseURL}#/embed/digits" width="800" height="600"></iframe>`)
  })
  theirs.listen(0)
  await once(theirs, 'listening')
  const address = theirs.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.goto(`http://localhost:${address.port}/`)

  const inside = page.frameLocator('iframe')
  const alert = inside.getByRole('alert')
  await expect(alert).toContainText('gives frames of other sites no storage')
  await expect(alert).toHaveAttribute('data-code', 'GpuUnavailable')
  await expect(inside.getByRole('region', { name: 'Pool' })).toHaveText('No pool: this frame has no storage.')
  await expect(inside.getByRole('button', { name: 'Run', exact: true })).toHaveCount(0)
  expect(errors).toEqual([])

  const opened = context.waitForEvent('page')
  await inside.getByRole('link', { name: 'in a tab of its own' }).click()
  const tab = await opened
  await expect(tab).toHaveURL(`${baseURL}#/d/digits`)
  await expect(tab.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  theirs.close()
})

test.describe('on a second origin', () => {
  test.use({
    baseURL: async ({ baseURL }, use) => use(baseURL?.replace('127.0.0.1', 'localhost')),
  })

  test('the walls are the same, and the page is out of reach', async ({ site }) => {
    const base = await site.page.evaluate(() => new URL('.', document.baseURI).href.replace(/\/$/, ''))
    const call = await site.start('walls', [base])
    const { outputs } = await call.ended()
    expect(outputs?.[0]).toMatchObject({
      origin: 'null',
      secure: true,
      indexedDB: 'SecurityError',
      fetch: 'TypeError',
      importHttp: 'TypeError',
      workerData: expect.stringMatching(/Error|Refused/),
    })
    const origins = await frameOrigins(site.page)
    expect(origins).toEqual([expect.stringContaining(SECOND)])
  })

  test('a model attaches by its Blob handles, and a generator streams', async ({ site }) => {
    const first = await site.start('logits', [pixels])
    const { outputs } = await first.ended()
    const again = await site.start('logits', [pixels])
    expect(await again.ended()).toEqual({ outputs })
    const counts = await site.start('counts', ['three'])
    expect(await counts.ended()).toMatchObject({ error: { code: 'HandlerFailed' } })
    expect(await counts.state()).toMatchObject({ phase: 'failed', outputs: ['two'] })
  })

  test('digits reads what it never saw', async ({ site }) => {
    const read = await site.page.evaluate(async ({ images, scale }) => {
      const answers: number[] = []
      for (const pixels of images.slice(0, 20)) {
        const image = new ImageData(8, 8)
        for (const [at, ink] of pixels.entries()) {
          const grey = Math.round((ink * 255) / scale)
          image.data.set([grey, grey, grey, 255], 4 * at)
        }
        const [probabilities] = await window.sublet.predict('digits', [image])
        if (!Array.isArray(probabilities)) throw new Error('no probabilities came back')
        answers.push(probabilities.indexOf(Math.max(...probabilities)))
      }
      return answers
    }, heldOut)
    const right = read.filter((digit, i) => digit === heldOut.labels[i])
    expect(right.length).toBeGreaterThanOrEqual(18)
  })
})

/**
 * Driven by Puppeteer: Playwright takes the end of a frame's process for the end of the page. The heap has a smaller
 * limit than a visitor's, so that it is full in a second.
 */
test.describe('a handler fills its heap', () => {
  for (const where of ['inside', 'outside']) {
    test(`${where} a lease: its process ends, and nothing else does`, async ({ baseURL }) => {
      const { executablePath, args } = launchOptions()
      const browser = await puppeteer.launch({
        ...(executablePath !== undefined && { executablePath }),
        args: [...args, '--js-flags=--max-old-space-size=400'],
      })
      try {
        const page = await browser.newPage()
        await page.goto(`${baseURL?.replace('127.0.0.1', 'localhost')}`)
        await page.waitForFunction(() => window.sublet !== undefined)
        await expectBombContained(page, where)
      } finally {
        await browser.close()
      }
    })
  }
})

async function expectBombContained(page: PuppeteerPage, where: string): Promise<void> {
  const seen = await page.evaluate(
    async (where, pixels) => {
      const { sublet } = window
      const answer = (demo: string, inputs: unknown[]) =>
        sublet.predict(demo, inputs).then(
          (outputs) => ({ outputs: [...outputs], error: undefined }),
          ({ code, message }) => ({ outputs: undefined, error: { code, message } }),
        )
      const marked = document.createElement('p')
      marked.id = 'not-reloaded'
      document.body.append(marked)

      const neighbour = await answer('logits', [pixels])
      const fine = await answer('bomb-heap', ['fine'])
      const before = { usedMs: sublet.quota().usedMs, models: await sublet.models() }

      let longestMs = 0
      let last = performance.now()
      const beat = setInterval(() => {
        const now = performance.now()
        longestMs = Math.max(longestMs, now - last)
        last = now
      }, 20)
      const started = performance.now()
      const bomb = await answer('bomb-heap', [where])
      const tookMs = performance.now() - started
      clearInterval(beat)

      const after = {
        neighbour: await answer('logits', [pixels]),
        fine: await answer('bomb-heap', ['fine']),
        models: await sublet.models(),
        reloaded: document.querySelector('#not-reloaded') === null,
        frames: document.querySelectorAll('iframe').length,
      }
      const { rows } = await sublet.ledger()
      return { neighbour, fine, before, bomb, tookMs, longestMs, after, rows, holders: sublet.pool().holders }
    },
    where,
    pixels,
  )
  expect(seen.fine.outputs).toEqual(['fine'])
  expect(seen.bomb.error).toMatchObject({ code: 'RunnerCrashed' })
  expect(seen.bomb.error?.message).toContain('out of memory')
  // Found by asking the frame, long before the 40 s of the lease; it was tried twice.
  expect(seen.tookMs).toBeLessThan(30_000)
  expect(seen.longestMs).toBeLessThan(1000)
  expect(seen.after.neighbour).toEqual(seen.neighbour)
  expect(seen.after.fine).toEqual(seen.fine)
  expect(seen.after).toMatchObject({ reloaded: false, frames: 1 })
  expect(seen.after.models.map(({ source }) => source)).toEqual(
    seen.before.models.map(({ source }) => source),
  )
  const bombed = seen.rows.filter(({ demo, outcome }) => demo === 'bomb-heap' && outcome === 'lost')
  expect(bombed.map(({ chargedMs }) => chargedMs)).toEqual(where === 'inside' ? [0, 0] : [])
}

async function frameOrigins(page: { evaluate(read: () => string[]): Promise<string[]> }): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('iframe'), ({ src }) => new URL(src).origin),
  )
}
