import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Locator, Page } from '@playwright/test'
import { violations } from './axe'
import { test as base, expect, type Site } from './site'

async function openPanel(site: Site, demo: string): Promise<void> {
  await site.open(`#/d/${demo}`)
  const button = site.page.getByRole('button', { name: 'Use via API' })
  if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click()
  await expect(code(site.page, 'the call')).toBeVisible()
}

const code = (page: Page, what: string) => page.getByRole('region', { name: what, exact: true })
const textOf = async (place: Locator) => (await place.textContent()) ?? ''
const inJavaScript = (page: Page) =>
  page.getByText('JavaScript', { exact: true }).filter({ visible: true }).click()
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true }).click()
const result = (page: Page) => page.getByRole('region', { name: 'Result' })

/** As if it were put into the console, which the page's policy does not bind. */
function inConsole(page: Page, script: string, gives: string): Promise<unknown> {
  return page.evaluate(`(async () => {${script}\n;return ${gives}})()`)
}

/** A page of another origin that has this in its body. A server of its own: what a test answers itself may not ask this machine. */
const test = base.extend<{ theirPage(host: string, frame: string): Promise<string> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from it
  theirPage: async ({}, use) => {
    let body = ''
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html')
      response.end(
        `<!doctype html><meta name="viewport" content="width=device-width"><body style="margin: 0">${body}`,
      )
    })
    server.listen(0)
    await once(server, 'listening')
    await use(async (host, frame) => {
      body = frame
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('the server has no port')
      return `http://${host}:${address.port}/`
    })
    server.closeAllConnections()
    await new Promise((closed) => server.close(closed))
  },
})

test('the call on the panel is the one that Run makes', async ({ site }) => {
  const { page } = site
  await openPanel(site, 'counts')
  const call = code(page, 'the call')
  await expect(call).toContainText("await window.sublet.predict('counts', [")
  await expect(call).toContainText('type Inputs = [failsAt: string]')
  await expect(call).toContainText('signal: stop.signal')
  await expect(code(page, 'the pool’s calls')).toContainText('window.sublet.quota()')
  await page.getByLabel('Fails at').fill('it\'s "four" \\')
  await expect(call).toContainText("'it\\'s \"four\" \\\\', // Fails at")
  await inJavaScript(page)
  await expect(call).not.toContainText('satisfies')
  expect(await inConsole(page, await textOf(call), 'outputs')).toEqual(['three'])
  expect(await violations(page)).toEqual([])
})

test('a drawn digit comes out of the script pixel by pixel', async ({ site }) => {
  const { page } = site
  await openPanel(site, 'digits')
  await expect(code(page, 'the call')).toContainText('Draw something first')
  const pad = page.getByLabel('Draw a digit').first()
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (box === null) throw new Error('the pad is not on the page')
  await page.mouse.move(box.x + box.width / 2, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 40, { steps: 8 })
  await page.mouse.up()
  await inJavaScript(page)
  const call = code(page, 'the call')
  await expect(call).toContainText('new ImageData(bytes(')
  const first = `outputs[0].indexOf(Math.max(...outputs[0]))`
  const read = await inConsole(page, await textOf(call), first)
  await run(page)
  const label = result(page).locator('[data-label]').first()
  await expect(label).toHaveAttribute('data-label', String(read))
})

test('a conversation is an input as well', async ({ site }) => {
  const { page } = site
  await openPanel(site, 'chat-echo')
  await page.getByLabel('Message').fill('Hello')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('log', { name: 'Conversation' })).toContainText('after [].')
  await page.getByLabel('Message').fill('and now')
  await expect(code(page, 'the call')).toContainText("'and now', // ")
  await expect(code(page, 'the call')).toContainText("{ role: 'user', content: 'Hello' }")
})

test('the recorder collects the runs of a visitor, across demos, into one script', async ({ site }) => {
  const { page } = site
  await openPanel(site, 'counts')
  await page.getByRole('button', { name: 'Record', exact: true }).click()
  await page.getByLabel('Fails at').fill('four')
  await run(page)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await page.evaluate(() => {
    location.hash = '#/d/tick'
  })
  await expect(page.getByRole('button', { name: 'Recording. Use via API' })).toBeVisible()
  await page.getByLabel('Any number').fill('7')
  await run(page)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await page.getByRole('button', { name: 'Use via API' }).click()
  // The other demo's panel has it as well, out of view.
  await expect(page.getByText('recording · 2 runs').filter({ visible: true })).toBeVisible()
  await page.getByRole('button', { name: 'Stop recording' }).click()
  await run(page)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  const script = code(page, 'the recorded script')
  await expect(script).toContainText("await window.sublet.predict('counts', [\n  'four', // Fails at\n])")
  await inJavaScript(page)
  expect(await inConsole(page, await textOf(script), '[run1, run2]')).toEqual([['three'], ['7']])
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(script).not.toBeVisible()
})

test('the frame of the panel shows the demo alone in a page of another origin, on a phone too', async ({
  site,
  baseURL,
  theirPage,
}) => {
  const { page } = site
  await openPanel(site, 'counts')
  await page.getByLabel('Width').fill('wide')
  await expect(page.getByRole('alert')).toContainText('whole pixels, or per cent')
  await page.getByLabel('Width').fill('100%')
  await page.getByLabel('Height').fill('600')
  const frame = await textOf(code(page, 'the frame'))
  expect(frame).toContain(`src="${baseURL}#/embed/counts"`)
  expect(frame).toContain('height="600"')

  await page.setViewportSize({ width: 390, height: 844 })
  // Of another origin, but the same site: this browser gives frames of other sites no storage at all.
  await page.goto(await theirPage('127.0.0.1', frame))
  const inside = page.frameLocator('iframe')
  await inside.getByLabel('Fails at').fill('four')
  await inside.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(inside.getByRole('region', { name: 'Result' })).toContainText('three')
  await expect(inside.getByRole('navigation')).toHaveCount(0)
  const strip = inside.getByRole('region', { name: 'Pool' })
  await expect(strip).toContainText(/Quota \d+:\d\d/)
  const { height = 100 } = (await strip.boundingBox()) ?? {}
  expect(height).toBeLessThan(32)
  await expect(inside.getByRole('link', { name: 'on Sublet' })).toHaveAttribute('target', '_blank')
  const sideways = await inside.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)
  expect(sideways).toBe(0)
})

test('a frame that gets no storage says so, with the way out', async ({ site, baseURL, theirPage }) => {
  const { page } = site
  const frame = `<iframe src="${baseURL}#/embed/counts" width="100%" height="600"></iframe>`
  await page.goto(await theirPage('localhost', frame))
  const inside = page.frameLocator('iframe')
  await expect(inside.getByRole('alert')).toContainText('gives frames of other sites no storage')
  const out = inside.getByRole('link', { name: 'Open the demo on Sublet' })
  await expect(out).toHaveAttribute('href', '#/d/counts')
})

test('a demo alone is accessible; an unknown one is told', async ({ site }) => {
  const { page } = site
  await site.open('#/embed/counts')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  expect(await violations(page)).toEqual([])
  await site.open('#/embed/nowhere')
  await expect(page.getByText('There is no demo called "nowhere" on this site.')).toBeVisible()
})
