// node tools/screens.mjs [VIEW…]: opens every view, or these, of the built site (dist/) at three widths, in light and dark, and writes
// docs/screens/VIEW-WIDTH-SCHEME.jpg. Takes some minutes on a software GPU.
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { chromium } from '@playwright/test'
import sirv from 'sirv'
import { launchOptions } from './browser/chromium.mjs'

const WIDTHS = [390, 1024, 1600]
const SCHEMES = ['light', 'dark']

const run = async (page) => {
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.locator('[data-phase="done"]').first().waitFor({ timeout: 120_000 })
}

async function openEditor(page) {
  await page.getByRole('button', { name: /^Edit/ }).click()
  await page.locator('[data-ready="true"] .view-line').first().waitFor()
}

const runButton = (page) => page.getByRole('button', { name: /^(Run|Send)$/ })

/** Where each view is, and what makes it worth a look. */
const VIEWS = {
  gallery: { route: '' },
  models: { route: '#/models' },
  outputs: { route: '#/d/outputs', act: run },
  inputs: { route: '#/d/inputs' },
  demo: { route: '#/d/mandelbrot', act: run },
  chat: { route: '#/d/chat' },
  blocks: {
    route: '#/d/life',
    ready: (page) => page.getByRole('button', { name: 'Step', exact: true }),
    async act(page) {
      for (let step = 0; step < 5; step += 1)
        await page.getByRole('button', { name: 'Step', exact: true }).click()
      await page.getByLabel('Generation').filter({ hasText: '5' }).or(page.getByText('5')).first().waitFor()
    },
  },
  examples: {
    route: '#/d/mandelbrot',
    act: (page) => page.getByRole('heading', { name: 'Examples' }).waitFor(),
  },
  'new-demo': {
    route: '',
    async act(page) {
      await page.getByRole('button', { name: 'New demo' }).click()
      await page.getByRole('dialog').getByText('Text in, text out').waitFor()
    },
  },
  'two-tabs': {
    route: '#/d/digits',
    async act(page) {
      for (const id of ['mandelbrot', 'stories']) {
        await page.evaluate((to) => {
          location.hash = `#/d/${to}`
        }, id)
        await page.getByRole('button', { name: 'Run', exact: true }).filter({ visible: true }).waitFor()
      }
      await page.getByRole('button', { name: 'Split' }).click()
      await page.getByRole('menuitem').first().click()
    },
  },
  history: {
    route: '#/d/mandelbrot',
    async act(page) {
      await run(page)
      await page.getByRole('button', { name: /^History/ }).click()
      await page.getByRole('list', { name: 'Runs' }).waitFor()
    },
  },
  rules: {
    route: '#/d/upscale',
    async act(page) {
      await openEditor(page)
      await page.locator('.monaco-editor').first().click()
      await page.keyboard.press('ControlOrMeta+End')
      await page.keyboard.insertText(
        "\nconst again = GPU({ duration: 400 }, async () => ort.InferenceSession.create('models/upscale/onnx/model.onnx'))\n",
      )
      await page.getByRole('button', { name: /^Why/ }).first().waitFor()
    },
  },
  api: {
    route: '#/d/digits',
    async act(page) {
      await page.getByRole('button', { name: /API/ }).first().click()
      await page.getByText('window.sublet.predict').first().waitFor()
    },
  },
  editor: {
    route: '#/d/digits',
    act: openEditor,
  },
  versions: {
    route: '#/d/mandelbrot',
    async act(page) {
      await openEditor(page)
      await page.locator('.monaco-editor').first().click()
      await page.keyboard.press('ControlOrMeta+Home')
      await page.keyboard.type('// Every key is kept.\n')
      await page.locator('[data-kept="true"]', { hasText: 'Draft, kept' }).waitFor()
      await page.getByRole('button', { name: 'Versions' }).click()
      await page.getByRole('dialog', { name: 'Versions' }).locator('.view-line').first().waitFor()
    },
  },
  profile: {
    route: '#/d/stories',
    async act(page) {
      await run(page)
      await page.getByRole('button', { name: 'Profile' }).click()
      await page.getByRole('dialog').getByText('Sessions').first().waitFor()
    },
  },
  'share-menu': {
    route: '#/d/digits',
    async act(page) {
      await page.getByRole('button', { name: 'Share' }).click()
      await page.getByRole('menuitem', { name: 'Copy link' }).waitFor()
    },
  },
  share: {
    route: '#/d/digits',
    async act(page) {
      await page.getByRole('button', { name: 'Share' }).click()
      await page.getByRole('menuitem', { name: 'Copy link' }).click()
      const link = await page.evaluate(() => navigator.clipboard.readText())
      await page.getByRole('button', { name: 'Close this notice' }).click()
      await page.goto(link)
      await page.getByText('15 s', { exact: true }).first().waitFor({ timeout: 60_000 })
    },
  },
  export: {
    route: '#/d/digits',
    async act(page) {
      await page.getByRole('button', { name: 'Share' }).click()
      await page.getByRole('menuitem', { name: 'Export as a site' }).click()
      await page.getByRole('dialog').getByRole('table').waitFor()
    },
  },
  embed: { route: '#/embed/digits' },
  // Last: what ran before is in its ledger. Two that take their time hold it, and one waits.
  pool: {
    route: '#/pool',
    async act(page) {
      await page.waitForFunction(() => window.sublet !== undefined)
      await page.evaluate(async () => {
        const { sublet } = window
        await sublet.predict('digits', [new ImageData(8, 8)])
        // The page is closed in the middle of them.
        sublet.predict('stories', ['Once upon a time', 0.8, 20, 200]).catch(console.log)
        sublet.predict('chat', ['Tell me a story.', [], 0.7, 192]).catch(console.log)
      })
      const held = () => window.sublet.pool().holders.length === 2
      await page.waitForFunction(held, undefined, { timeout: 120_000 })
      await page.evaluate(() => {
        window.sublet.predict('mandelbrot', [-0.7436, 0.1318, 5, 256]).catch(console.log)
      })
      await page
        .getByRole('list', { name: 'Queue' })
        .getByRole('listitem')
        .first()
        .waitFor({ timeout: 60_000 })
    },
  },
}

const serve = sirv('dist')
const server = createServer((request, response) =>
  serve(request, response, () => response.writeHead(404).end()),
)
server.listen(0, '127.0.0.1')
await once(server, 'listening')
mkdirSync('docs/screens', { recursive: true })

const browser = await chromium.launch(launchOptions())
const context = await browser.newContext({
  serviceWorkers: 'block',
  permissions: ['clipboard-read', 'clipboard-write'],
})
const named = process.argv.slice(2)
for (const [name, { route, act, ready = runButton }] of Object.entries(VIEWS)) {
  if (named.length > 0 && !named.includes(name)) continue
  const page = await context.newPage()
  await page.setViewportSize({ width: 1600, height: 1000 })
  await page.goto(`http://127.0.0.1:${server.address().port}/${route}`)
  await page.getByRole('heading', { level: 1 }).or(page.getByRole('region')).first().waitFor()
  // What a demo's page shows, it shows when its handler has come.
  if (route.includes('/d/') || route.includes('/embed/')) await ready(page).first().waitFor()
  await act?.(page)
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // An editor colours its text anew some moments later, and no event tells of it.
    if ((await page.locator('.monaco-editor').count()) > 0) await page.waitForTimeout(2_000)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width < 600 ? 844 : 1000 })
      await page.screenshot({
        path: `docs/screens/${name}-${width}-${colorScheme}.jpg`,
        type: 'jpeg',
        quality: 70,
        animations: 'disabled',
      })
    }
  }
  await page.close()
}
await browser.close()
server.close()
