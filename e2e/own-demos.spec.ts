import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { violations } from './axe'
import { expect, test } from './site'

const HANDLER = `import { GPU, Interface, Textbox } from 'sublet'
import { greeting } from './lib/greeting'
import numbers from './numbers.json'
import shader from './shader.wgsl'

const greet = GPU({ duration: 2 }, async (name: string) => greeting(name) + numbers.length + shader.length)

export default Interface({
  title: 'Greeter',
  inputs: [Textbox({ label: 'Name', value: 'reader' })],
  outputs: [Textbox({ label: 'Greeting' })],
  fn: greet,
})
`
const CARD = `---
title: Greeter <b>x</b>
emoji: 👋
colorFrom: red
colorTo: pink
short_description: "<img src=x onerror='window.broken = true'> says hello."
license: mit
tags: [greeting]
---
`
const GREETER = {
  'README.md': CARD,
  'handler.ts': HANDLER,
  'lib/greeting.ts': "export const greeting = (name: string): string => 'hello ' + name + ', '\n",
  'numbers.json': '[1, 2, 3]',
  'shader.wgsl': 'abcd',
}

function zipOf(files: Record<string, string | Uint8Array>, folder = 'greeter/'): Buffer {
  const entries = Object.entries(files).map(([path, text]) => [
    `${folder}${path}`,
    typeof text === 'string' ? strToU8(text) : text,
  ])
  return Buffer.from(zipSync(Object.fromEntries(entries)))
}

const own = (page: Page) => page.getByRole('list', { name: 'Yours' }).getByRole('link')
const dialog = (page: Page, name = 'Import a demo') => page.getByRole('dialog', { name })
const result = (page: Page) => page.getByRole('region', { name: 'Result' })

async function importZip(page: Page, zip: Buffer, name = 'greeter.zip'): Promise<void> {
  if (!(await dialog(page).isVisible()))
    await page.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog(page)
    .getByLabel('Choose a .zip')
    .setInputFiles({ name, mimeType: 'application/zip', buffer: zip })
}

async function menu(page: Page, title: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More of ${title}`, exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('from a template, by the keyboard, to a demo that runs; an edit of it is there after a reload', async ({
  site,
}) => {
  const { page } = site
  await page.getByRole('button', { name: 'New demo' }).press('Enter')
  const begin = dialog(page, 'New demo')
  await expect(begin.getByRole('list', { name: 'Begin with' }).getByRole('button')).toHaveCount(6)
  expect(await violations(page)).toEqual([])
  await expect(begin.getByRole('textbox', { name: 'Name' })).toBeVisible()
  await begin.getByRole('textbox', { name: 'Name' }).fill("Somebody's shout")
  await begin.getByRole('button', { name: 'Text in, text out' }).press('Enter')

  await expect(page).toHaveURL(/#\/d\/somebody-s-shout$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText("Somebody's shout")
  await expect(page.getByText('Kept in this browser')).toBeVisible()
  await expect(page.locator('[data-ready="true"]')).toContainText('Interface')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toContainText('HELLO! HELLO!')

  await page.locator('[data-ready="true"]').click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(
    HANDLER.replace(/import .* from '\.\/.*\n/g, '').replace(
      'greeting(name) + numbers.length + shader.length',
      "'hi ' + name",
    ),
  )
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toContainText('hi reader')
  await site.page.reload()
  await expect(page.getByLabel('Name')).toHaveValue('reader')
  expect(await violations(page)).toEqual([])
})

test('every template is there, and starts', async ({ site }) => {
  test.slow()
  const { page } = site
  for (const template of [
    'Image filter',
    'ONNX model',
    'Transformers.js pipeline',
    'Chat',
    'Canvas animation',
  ]) {
    await site.open()
    await page.getByRole('button', { name: 'New demo' }).click()
    await dialog(page, 'New demo').getByRole('button', { name: template, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(template)
    await expect(page.getByRole('button', { name: /^(Run|Send)$/ })).toBeVisible()
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  }
  await site.open()
  await expect(own(page)).toHaveCount(5)
  // The chat that ships with the site keeps its name.
  await expect(own(page).filter({ hasText: 'Chat' })).toHaveAttribute('href', '#/d/chat-2')
})

test('a copy of a demo that ships with the site', async ({ site }) => {
  const { page } = site
  await page.getByRole('button', { name: 'New demo' }).click()
  await dialog(page, 'New demo').getByRole('button', { name: 'Copy of Mandelbrot' }).click()
  await expect(page).toHaveURL(/#\/d\/copy-of-mandelbrot$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Copy of Mandelbrot')
  await expect(page.getByLabel('Real part of the centre')).toBeVisible()
})

test('a zip is imported with all that its handler imports, and its README is text', async ({ site }) => {
  const { page } = site
  await importZip(page, zipOf(GREETER))
  await expect(page).toHaveURL(/#\/d\/greeter-b-x-b$/)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toContainText('hello reader, 34')
  await expect(page.getByText("<img src=x onerror='window.broken = true'> says hello.")).toBeVisible()

  // The editor knows the types of its other files.
  await page.getByRole('button', { name: /^Edit/ }).click()
  await page.locator('[data-ready="true"]').click()
  await page.keyboard.press('ControlOrMeta+Enter')
  // Else the result of the run before would do.
  await expect(page.getByText('edited', { exact: true })).toBeVisible()
  await expect(result(page)).toContainText('hello reader, 34')
  await expect(page.getByText('not run')).toHaveCount(0)

  await page.getByRole('link', { name: 'Gallery', exact: true }).click()
  await expect(own(page)).toHaveAccessibleName('Greeter <b>x</b>')
  await page.getByRole('searchbox').fill('says hello')
  await expect(page.getByRole('list', { name: 'Yours' }).getByRole('link')).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Demos' }).getByRole('link')).toHaveCount(0)
  await page.getByRole('searchbox').fill('')
  await page.getByRole('button', { name: 'greeting', exact: true }).click()
  await expect(own(page)).toHaveCount(1)
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  expect(await violations(page)).toEqual([])
})

test('an import takes no name of a demo that ships with the site, and runs in the same walls', async ({
  site,
}) => {
  const { page } = site
  const walls = readFileSync('e2e/demos/walls/handler.ts', 'utf8')
  await importZip(
    page,
    zipOf({ 'README.md': CARD.replace(/title: .*/, 'title: walls'), 'handler.ts': walls }),
  )
  await expect(page).toHaveURL(/#\/d\/walls-2$/)
  await expect(page.getByText('Kept in this browser')).toBeVisible()
  const both = await page.evaluate(() =>
    Promise.all(['walls', 'walls-2'].map((id) => window.sublet.predict(id, [location.origin]))),
  )
  expect(both[1]).toEqual(both[0])
  await site.open('#/d/walls')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // The page of the other one is kept, out of view.
  await expect(page.getByText('Kept in this browser').filter({ visible: true })).toHaveCount(0)
})

test('a folder is imported, with word of what it lacks and what was not taken', async ({ site }, info) => {
  const { page } = site
  const folder = info.outputPath('plain-folder')
  const files = {
    'handler.ts': HANDLER.replace('async (name: string)', 'async (name: number)'),
    'lib/greeting.ts': GREETER['lib/greeting.ts'],
    'numbers.json': '[]',
    'shader.wgsl': '',
    'model.onnx': 'x',
    'picture.png': 'x',
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  expect(await violations(page)).toEqual([])
  await dialog(page).getByLabel('Choose a folder').setInputFiles(folder)
  const report = dialog(page)
  await expect(report.getByRole('status')).toContainText('plain-folder is imported, 4 files.')
  await expect(report).toContainText('type errors; it may run all the same.')
  await expect(report).toContainText('handler.ts:6:')
  await expect(report).toContainText('There is no README.md with a card in it.')
  await expect(report).toContainText('model.onnx: a model: drop it in on the Models page')
  await expect(report).toContainText('picture.png: no text that a handler can import')
  expect(await violations(page)).toEqual([])
  await report.getByRole('button', { name: 'Open in the editor' }).click()
  await expect(page).toHaveURL(/#\/d\/plain-folder$/)
  await expect(page.locator('[data-ready="true"]')).toContainText('Interface')
})

test('what is dropped on the gallery is imported', async ({ site }) => {
  const { page } = site
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible()
  const transfer = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([new Uint8Array(bytes)], 'greeter.zip'))
      return transfer
    },
    [...zipOf(GREETER)],
  )
  // As a browser does, again and again for as long as they are held.
  await expect(async () => {
    await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
    await expect(page.getByText('Drop a demo here')).toBeVisible({ timeout: 100 })
  }).toPass()
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  await expect(page).toHaveURL(/#\/d\/greeter-b-x-b$/)
})

test('what is broken is refused with the reason, and the next one is taken', async ({ site }) => {
  const { page } = site
  const alert = dialog(page).getByRole('alert')
  const refused = async (zip: Buffer, code: string, reason: string | RegExp) => {
    await importZip(page, zip)
    await expect(alert).toContainText(reason)
    await expect(alert).toHaveAttribute('data-code', code)
  }
  await refused(Buffer.from('no zip'), 'DemoRefused', 'What was given is no zip, or an empty one (6 bytes).')
  expect(await violations(page)).toEqual([])
  await refused(zipOf({ 'README.md': CARD }), 'DemoRefused', 'There is no handler.ts among the 1 file.')
  await refused(zipOf({ 'm.onnx': 'x' }), 'DemoRefused', 'A model is dropped in on the Models page.')
  await refused(zipOf({ ...GREETER, '../../x.ts': '' }), 'DemoRefused', 'does not stay inside the folder')
  await refused(
    zipOf({ 'handler.ts': new Uint8Array(30_000_000) }),
    'DemoRefused',
    'The files have 30 MB or more; a demo has at most 20 MB.',
  )
  await refused(zipOf({ ...GREETER, 'handler.ts': 'export default {' }), 'CompileFailed', /handler\.ts:1:\d+/)
  await refused(zipOf({ ...GREETER, 'numbers.json': '[1,' }), 'CompileFailed', 'numbers.json:1:1')
  const cut = zipOf(GREETER)
  await refused(cut.subarray(0, 300), 'DemoRefused', 'The zip is damaged or encrypted')
  await importZip(page, zipOf(GREETER))
  await expect(page).toHaveURL(/#\/d\/greeter-b-x-b$/)
  await page.getByRole('link', { name: 'Gallery', exact: true }).click()
  await expect(own(page)).toHaveCount(1)
})

test('rename, duplicate, download, delete and undo, by the keyboard', async ({ site, openTab }) => {
  const { page } = site
  await importZip(page, zipOf(GREETER))
  await expect(page).toHaveURL(/#\/d\//)
  const other = await openTab()
  await expect(own(other.page)).toHaveCount(1)
  await page.getByRole('link', { name: 'Gallery', exact: true }).click()

  const more = page.getByRole('button', { name: 'More of Greeter <b>x</b>' })
  await more.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeFocused()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Enter')
  await dialog(page, 'Rename Greeter <b>x</b>').getByRole('textbox').fill('Host')
  await page.keyboard.press('Enter')
  await expect(own(page)).toHaveAccessibleName('Host')
  await expect(own(other.page)).toHaveAccessibleName('Host')

  await menu(page, 'Host', 'Duplicate')
  await expect(own(page)).toHaveCount(2)
  await expect(own(page).first()).toHaveAttribute('href', '#/d/copy-of-host')

  const downloading = page.waitForEvent('download')
  await menu(page, 'Host', 'Download as .zip')
  const download = await downloading
  expect(download.suggestedFilename()).toBe('greeter-b-x-b.zip')
  const files = unzipSync(readFileSync(await download.path()))
  expect(Object.keys(files).toSorted()).toEqual(
    Object.keys(GREETER)
      .map((path) => `greeter-b-x-b/${path}`)
      .toSorted(),
  )
  expect(Buffer.from(files['greeter-b-x-b/README.md'] ?? []).toString()).toContain('title: Host\n')

  await page.getByRole('button', { name: 'More of Host', exact: true }).press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(own(page)).toHaveCount(1)
  await expect(own(other.page)).toHaveCount(1)
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(own(page)).toHaveCount(2)
  await page.reload()
  await expect(own(page)).toHaveCount(2)
  await own(page).nth(1).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toContainText('hello reader, 34')
})

test('what one tab keeps, an open page of another follows, or offers to', async ({ site, openTab }) => {
  test.slow()
  const { page } = site
  const address = '#/d/greeter-b-x-b'
  await importZip(page, zipOf(GREETER))
  await expect(page).toHaveURL(/#\/d\/greeter-b-x-b$/)
  const { page: other } = await openTab(address)
  const heading = other.getByRole('heading', { level: 1 })
  await other.getByLabel('Name').fill('typed here')
  const keep = async (title: string) => {
    await page.bringToFront()
    await page.locator('[data-ready="true"]').click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.insertText(
      HANDLER.replace("'Greeter'", `'${title}'`).replace('greeting(name)', `'${title} ' + greeting(name)`),
    )
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(result(page)).toContainText(`${title} hello reader`)
  }
  await page.getByRole('button', { name: /^Edit/ }).click()
  await expect(page.locator('[data-ready="true"]')).toContainText('Interface')

  // Nothing of it would be lost: it follows by itself.
  await keep('Second')
  await other.bringToFront()
  await expect(heading).toContainText('Second')
  await expect(other.getByLabel('Name')).toHaveValue('typed here')
  await other.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(other)).toContainText('Second hello typed here')

  // There a result would go.
  await keep('Third')
  await other.bringToFront()
  await expect(other.getByText('It was changed in another tab.')).toBeVisible()
  await expect(result(other)).toContainText('Second hello typed here')
  expect(await violations(other)).toEqual([])
  await other.getByRole('button', { name: 'Load that' }).click()
  await expect(heading).toContainText('Third')
  await expect(other.getByText('It was changed in another tab.')).toHaveCount(0)
  await other.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(other)).toContainText('Third hello typed here')

  const tab = other.getByRole('navigation', { name: 'Open demos' }).getByRole('link')
  await site.open()
  await menu(page, 'Greeter <b>x</b>', 'Rename…')
  await dialog(page, 'Rename Greeter <b>x</b>').getByRole('textbox').fill('Host')
  await page.keyboard.press('Enter')
  await expect(own(page)).toHaveAccessibleName('Host')
  await expect(tab).toHaveText(/Host/)
  await expect(other.getByText('It was changed in another tab.')).toBeVisible()
  await menu(page, 'Host', 'Delete')
  await expect(own(page)).toHaveCount(0)
  await expect(other.getByText('It was deleted in another tab')).toBeVisible()
  await expect(tab).toHaveText(/Host|Greeter/)
  await other.getByRole('link', { name: 'Gallery', exact: true }).click()
  await expect(own(other)).toHaveCount(0)
})

test('the palette begins and imports, from any page, and knows own demos', async ({ site }) => {
  const { page } = site
  await importZip(page, zipOf(GREETER))
  await expect(page).toHaveURL(/#\/d\//)
  const choose = async (words: string) => {
    await page.keyboard.press('Control+k')
    const commands = page.getByRole('dialog', { name: 'Commands' })
    await commands.getByRole('combobox').fill(words)
    // Enter takes what is marked: at first that is the first of all.
    await expect(commands.getByRole('option', { selected: true })).toContainText(new RegExp(words, 'i'))
    await page.keyboard.press('Enter')
  }
  await choose('new demo')
  await expect(dialog(page, 'New demo')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'New demo' })).toBeVisible()
  await choose('import a demo')
  await expect(dialog(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await choose('greeter')
  await expect(page).toHaveURL(/#\/d\/greeter-b-x-b$/)
})

test('without a database the gallery works, and says why nothing is kept', async ({ context }) => {
  const page = await context.newPage()
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open
    IDBFactory.prototype.open = function (name, version) {
      if (name === 'sublet-own-demos') throw new DOMException('denied', 'SecurityError')
      return open.call(this, name, version)
    }
    IDBFactory.prototype.databases = () => Promise.reject(new DOMException('denied', 'SecurityError'))
  })
  await page.goto('./')
  await expect(page.getByRole('alert')).toContainText('It cannot be used: SecurityError: denied')
  await expect(page.getByRole('list', { name: 'Demos' }).getByRole('link').first()).toBeVisible()
  await page.getByRole('button', { name: 'New demo' }).click()
  await dialog(page, 'New demo').getByRole('button', { name: 'Text in, text out' }).click()
  await expect(dialog(page, 'New demo').getByRole('alert')).toContainText('SecurityError')
})

test('a new demo with the name of a deleted one has none of its runs and drafts', async ({ site }) => {
  const { page } = site
  const begin = async () => {
    await site.open()
    await page.getByRole('button', { name: 'New demo' }).click()
    await dialog(page, 'New demo').getByRole('textbox', { name: 'Name' }).fill('Same name')
    await dialog(page, 'New demo').getByRole('button', { name: 'Text in, text out' }).click()
    await expect(page.locator('[data-ready="true"]')).toContainText('Interface')
    await expect(page).toHaveURL(/#\/d\/same-name$/)
  }
  await begin()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toContainText('HELLO! HELLO!')
  await page.getByRole('button', { name: 'History', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Runs' })).toBeVisible()
  await page.locator('[data-ready="true"]').click()
  await page.keyboard.type('// left behind')
  await expect(page.locator('[data-kept="true"]', { hasText: 'Draft, kept' })).toBeVisible()

  await site.open()
  await menu(page, 'Same name', 'Delete')
  await expect(own(page)).toHaveCount(0)
  // Until then its id is nobody's.
  await page.reload()
  await begin()
  await expect(page.locator('[data-ready="true"]')).not.toContainText('left behind')
  await expect(page.getByText('As the demo is')).toBeVisible()
  await page.getByRole('button', { name: 'History', exact: true }).click()
  await expect(page.getByText('What you run here is kept in this browser, and shown here.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Runs' })).toBeHidden()
})
