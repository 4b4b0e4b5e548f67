import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import sirv from 'sirv'
import * as v from 'valibot'
import { parse } from 'yaml'
import { exportedDemoSchema } from '../src/host/exported/format'
import { exportedPage } from '../src/host/exported/page'
import { violations } from './axe'
import { expect, test } from './site'

type Files = Record<string, Uint8Array>

interface Served {
  origin: string
  /** Of what was asked for: path and status. */
  log: { path: string; status: number }[]
  /** Puts an exported site under a path. */
  put(path: string, files: Files): Promise<void>
  end(): Promise<void>
}

/** A plain static server, on a port of its own: no special headers, and nothing of this site. */
async function serve({ cors = false } = {}): Promise<Served> {
  const root = await mkdtemp(join(tmpdir(), 'sublet-export-'))
  const answer = sirv(root, {
    dev: true,
    setHeaders: (response) => {
      if (cors) response.setHeader('access-control-allow-origin', '*')
    },
  })
  const log: Served['log'] = []
  const server = createServer((request, response) => {
    const { pathname: path } = new URL(request.url ?? '/', 'http://localhost')
    response.on('finish', () => log.push({ path, status: response.statusCode }))
    answer(request, response, () => void response.writeHead(404).end())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    log,
    async put(path, files) {
      for (const [name, bytes] of Object.entries(files)) {
        const file = join(root, path, name)
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, bytes)
      }
    },
    async end() {
      const ended = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await ended
      await rm(root, { recursive: true })
    },
  }
}

const dialog = (page: Page) => page.getByRole('dialog', { name: /^Export / })
const result = (page: Page) => page.getByRole('region', { name: 'Result' })

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Export as a site…' }).click()
  await expect(dialog(page).getByRole('row', { name: /^In all/ })).toBeVisible()
}

/** By the open dialog. */
async function makeZip(page: Page): Promise<{ name: string; bytes: number; files: Files }> {
  const downloading = page.waitForEvent('download')
  await dialog(page)
    .getByRole('button', { name: /^Make the zip/ })
    .click()
  const download = await downloading
  await expect(dialog(page).getByText('is made:')).toBeVisible()
  const zip = readFileSync(await download.path())
  return { name: download.suggestedFilename(), bytes: zip.length, files: unzipSync(zip) }
}

/** A visitor of exported sites; whatever asks another server is told. */
async function visit(context: BrowserContext, address: string): Promise<{ page: Page; elsewhere: string[] }> {
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    throw error
  })
  const { origin } = new URL(address)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(blob|data):/.test(url) && new URL(url).origin !== origin) elsewhere.push(url)
  })
  await page.goto(address)
  return { page, elsewhere }
}

/** On a field of 280 by 280, as a hand draws it. */
const THREE: readonly [number, number][] = [
  [85, 48],
  [190, 48],
  [130, 120],
  [180, 140],
  [192, 190],
  [150, 233],
  [85, 220],
]

async function drawThree(page: Page): Promise<void> {
  const box = await page.getByLabel('Draw a digit').first().boundingBox()
  if (box === null) throw new Error('the pad is not on the page')
  for (const [i, [x, y]] of THREE.entries()) {
    await page.mouse.move(box.x + (x * box.width) / 280, box.y + (y * box.height) / 280, { steps: 8 })
    if (i === 0) await page.mouse.down()
  }
  await page.mouse.up()
}

async function runThree(page: Page): Promise<void> {
  const run = page.getByRole('button', { name: 'Run', exact: true })
  await expect(run).toBeEnabled()
  await drawThree(page)
  await run.click()
  await expect(result(page).locator('[data-label]').first()).toHaveAttribute('data-label', '3')
  await expect(result(page)).toContainText('charged')
}

test('digits, exported, is a site of its own that any static server serves', async ({ site, context }) => {
  const { page } = site
  await site.open('#/d/digits')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  await openDialog(page)
  expect(await violations(page)).toEqual([])
  await expect(dialog(page).getByRole('row', { name: /^Model digits/ })).toBeVisible()
  // This page is at an address that leads nowhere from elsewhere.
  await expect(dialog(page).getByRole('radio', { name: /^Load them from/ })).toBeDisabled()
  const { name, bytes, files } = await makeZip(page)
  expect(name).toBe('digits-site.zip')
  // Most of it are ONNX Runtime's two builds, 44 MB as they are served.
  expect(bytes).toBeLessThan(14_000_000)

  const paths = Object.keys(files)
  expect(paths).toEqual(
    expect.arrayContaining(['README.md', 'index.html', 'demo.json', 'sandbox.html', 'scheduler.js']),
  )
  expect(paths.filter((path) => path.startsWith('models/') && !path.startsWith('models/digits/'))).toEqual([])
  expect(
    paths.filter((path) => /monaco|editor|worker-|stories|gallery-(?!output)|pool-page/.test(path)),
  ).toEqual([])
  expect(paths).not.toContain('service-worker.js')
  // Of the demos of this site it knows one.
  const scripts = paths
    .filter((path) => path.startsWith('assets/'))
    .map((path) => [path, files[path]] as const)
  expect(
    scripts
      .filter(([, script]) => strFromU8(script ?? new Uint8Array()).includes('Mandelbrot'))
      .map(([path]) => path),
  ).toEqual([])
  const licences = strFromU8(files['licenses.txt'] ?? new Uint8Array())
  expect(licences).toMatch(/^The demo: Digits\nIts licence, as its author names it: mit\n/)
  for (const name of ['Sublet', 'react', 'zustand', 'fflate', 'onnxruntime-web', 'valibot'])
    expect(licences).toMatch(new RegExp(`^${name} .*\\(MIT\\)$`, 'm'))
  expect(paths).toContain('runtime/ort-third-party-notices.txt')
  const readme = strFromU8(files['README.md'] ?? new Uint8Array())
  expect(parse(readme.split('---')[1] ?? '')).toMatchObject({
    title: 'Digits',
    sdk: 'static',
    app_file: 'index.html',
    license: 'mit',
  })
  await page.close()

  const served = await serve()
  try {
    // At the root of its host, and below it.
    await served.put('', files)
    await served.put('some/where', files)
    for (const path of ['/', '/some/where/']) {
      const visitor = await visit(context, `${served.origin}${path}`)
      await expect(visitor.page.getByRole('heading', { level: 1 })).toHaveText('🔢 Digits')
      await expect(visitor.page).toHaveTitle('Digits')
      await runThree(visitor.page)
      expect(visitor.elsewhere).toEqual([])
      if (path === '/') expect(await violations(visitor.page)).toEqual([])
      const link = visitor.page.getByRole('link', { name: 'Licences' })
      const address = await link.evaluate((element: HTMLAnchorElement) => element.href)
      expect(address).toBe(`${served.origin}${path}licenses.txt`)
      expect(await (await visitor.page.request.get(address)).text()).toBe(licences)
      await visitor.page.close()
    }
    expect(served.log.filter(({ status, path }) => status >= 400 && path !== '/favicon.ico')).toEqual([])
    expect(served.log.filter(({ path }) => path.endsWith('.wasm')).length).toBeGreaterThan(0)
  } finally {
    await served.end()
  }
})

test('an own demo is exported as it is now, small; two sites on one host share its pool', async ({
  site,
  context,
}) => {
  const { page } = site
  await page.getByRole('button', { name: 'New demo' }).click()
  await page
    .getByRole('dialog', { name: 'New demo' })
    .getByRole('button', { name: 'Text in, text out' })
    .click()
  await expect(page).toHaveURL(/#\/d\/text-in-text-out/)
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  await openDialog(page)
  await expect(dialog(page).getByRole('row', { name: /ONNX Runtime/ })).toHaveCount(0)
  const own = await makeZip(page)
  expect(own.bytes).toBeLessThan(1_500_000)
  await page.keyboard.press('Escape')

  await site.open('#/d/stories')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled({ timeout: 60_000 })
  await openDialog(page)
  const stories = await makeZip(page)
  expect(Object.keys(stories.files)).toContain('models/stories/tokenizer.json')
  await page.close()

  const served = await serve()
  try {
    await served.put('own', own.files)
    await served.put('stories', stories.files)
    const first = await visit(context, `${served.origin}/own/`)
    const run = first.page.getByRole('button', { name: 'Run', exact: true })
    await expect(run).toBeEnabled()
    const second = await visit(context, `${served.origin}/stories/`)
    // Transformers.js has its tokenizer and its model, from here.
    await expect(second.page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled({
      timeout: 60_000,
    })
    for (const { page: visitor } of [first, second]) {
      await expect(visitor.getByRole('region', { name: 'Pool' })).toContainText('GPU free')
    }
    await run.click()
    await expect(result(first.page)).toContainText('charged')
    const usedBy = (visitor: Page) => visitor.evaluate(() => window.sublet.quota().usedMs)
    const used = await usedBy(first.page)
    expect(used).toBeGreaterThan(0)
    await expect.poll(() => usedBy(second.page)).toBe(used)
    // The worker of the first one goes with its last tab.
    await first.page.close()
    await expect.poll(() => usedBy(second.page)).toBe(used)
    await expect(second.page.getByRole('region', { name: 'Pool' })).toContainText('GPU free')
    expect([...first.elsewhere, ...second.elsewhere]).toEqual([])
  } finally {
    await served.end()
  }
})

const DROPPED = `import * as ort from 'onnxruntime-web'
import { GPU, Interface, Textbox } from 'sublet'

const session = await ort.InferenceSession.create('local:mine/my digits.onnx')
const count = GPU({ duration: 15 }, async () => {
  const { logits } = await session.run({ pixels: new ort.Tensor('float32', new Float32Array(64), [1, 1, 8, 8]) })
  return logits.size + ' scores'
})
export default Interface({
  title: 'Dropped',
  inputs: [Textbox({ label: 'Nothing' })],
  outputs: [Textbox({ label: 'Count' })],
  fn: () => count(),
})
`

test('a model that was dropped into the browser comes along', async ({ site, context }) => {
  const { page } = site
  const model = [...readFileSync('models/digits/onnx/model.onnx')]
  await page.evaluate(async (bytes) => {
    const file = new File([new Uint8Array(bytes)], 'my digits.onnx')
    await window.sublet.models.addFiles([{ path: 'mine/my digits.onnx', file }])
  }, model)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page
    .getByRole('dialog', { name: 'Import a demo' })
    .getByLabel('Choose a .zip')
    .setInputFiles({
      name: 'dropped.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(zipSync({ 'dropped/handler.ts': strToU8(DROPPED) })),
    })
  await page
    .getByRole('dialog', { name: 'Import a demo' })
    .getByRole('button', { name: 'Open the demo' })
    .click()
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  await openDialog(page)
  await expect(dialog(page).getByRole('row', { name: /^Model local:mine\/my digits\.onnx/ })).toBeVisible()
  await expect(dialog(page).getByRole('group', { name: 'Models' })).toHaveCount(0)
  const { files } = await makeZip(page)
  expect(Object.keys(files).filter((path) => path.startsWith('models/'))).toEqual([
    'models/dropped/mine/my digits.onnx',
  ])
  await page.close()

  const served = await serve()
  try {
    await served.put('', files)
    const visitor = await visit(context, `${served.origin}/`)
    await visitor.page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect(result(visitor.page)).toContainText('10 scores')
    expect(visitor.elsewhere).toEqual([])
  } finally {
    await served.end()
  }
})

test('a site can take its models from the one that it was made on', async ({ site, context }) => {
  const { page } = site
  await site.open('#/d/digits')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  await openDialog(page)
  const { files } = await makeZip(page)
  const manifest = v.parse(
    v.object({ page: v.string() }),
    await page.evaluate(async () => (await fetch('site-files.json')).json()),
  )
  await page.close()

  const [home, served] = [await serve({ cors: true }), await serve()]
  try {
    // As the dialog makes it on a page that has a public address.
    const from = `${home.origin}/`
    const own = (path: string) => path.startsWith('models/')
    const entries = Object.entries(files)
    const demo = v.parse(exportedDemoSchema, JSON.parse(strFromU8(files['demo.json'] ?? new Uint8Array())))
    await home.put('', Object.fromEntries(entries.filter(([path]) => own(path))))
    await served.put('', {
      ...Object.fromEntries(entries.filter(([path]) => !own(path))),
      'index.html': strToU8(exportedPage(manifest.page, demo.card, from)),
      'demo.json': strToU8(JSON.stringify({ ...demo, modelsFrom: from })),
    })
    const visitor = await visit(context, `${served.origin}/`)
    await runThree(visitor.page)
    expect(home.log.map(({ path }) => path)).toContain('/models/digits/onnx/model.onnx')
    expect(served.log.filter(({ path }) => path.startsWith('/models/'))).toEqual([])
  } finally {
    await home.end()
    await served.end()
  }
})

test('it can be stopped, and a file that is not there is named', async ({ site }) => {
  const { page } = site
  await site.open('#/d/digits')
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled()
  const held: (() => void)[] = []
  await page.route('**/runtime/*.asyncify.wasm', async (route) => {
    await new Promise<void>((go) => held.push(go))
    await route.fulfill({ status: 404 }).catch(() => undefined)
  })
  await openDialog(page)
  const make = dialog(page).getByRole('button', { name: /^Make the zip/ })
  await make.click()
  await expect(dialog(page).getByRole('progressbar')).toBeVisible()
  await expect.poll(() => held.length).toBe(1)
  await dialog(page).getByRole('button', { name: 'Stop' }).click()
  await expect(make).toBeVisible()
  await expect(dialog(page).getByRole('progressbar')).toHaveCount(0)
  held.pop()?.()

  await make.click()
  await expect.poll(() => held.length).toBe(1)
  held.pop()?.()
  await expect(dialog(page).getByRole('alert')).toContainText(
    'runtime/ort-wasm-simd-threaded.asyncify.wasm of this site answered 404',
  )
})
