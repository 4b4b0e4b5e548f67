import type { BrowserContext, Page } from '@playwright/test'
import { violations } from './axe'
import { expect, type Site, test } from './site'

const DEMO = '#/d/mandelbrot'

const code = (page: Page) => page.locator('[data-ready="true"]')
const kept = (page: Page) => page.locator('[data-kept="true"]', { hasText: 'Draft, kept' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Versions' })

async function openEditor(page: Page): Promise<void> {
  await button(page, 'Edit').click()
  await expect(code(page)).toContainText('import')
}

async function edit(site: Site): Promise<void> {
  await site.open(DEMO)
  await openEditor(site.page)
}

/** As a comment that is the first line. */
async function type(page: Page, text: string): Promise<void> {
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type(`// ${text}\n`)
}

/** The renderer process goes down, with whatever it had in memory. */
async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash')
  const session = await page.context().newCDPSession(page)
  // It cannot answer.
  session.send('Page.crash').catch(() => undefined)
  await crashed
}

/** Past all of our code: the texts that are on disk. */
function storedTexts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await settled(indexedDB.open('sublet-drafts'))
    const texts = await settled<string[]>(database.transaction('texts').objectStore('texts').getAll())
    database.close()
    return texts
  })
}

test('a crash of the tab loses nothing that was said to be kept; the demo runs as it is until the draft is run', async ({
  site,
  openTab,
}) => {
  await edit(site)
  await type(site.page, 'every character of this')
  await expect(kept(site.page)).toBeVisible()
  await crash(site.page)

  const { page } = await openTab(DEMO)
  await expect(page.getByLabel('Real part of the centre')).toBeVisible()
  await expect(page.getByText('edited', { exact: true })).toHaveCount(0)
  const mark = page.getByText('draft of just now', { exact: true })
  await expect(mark).toBeVisible()
  await openEditor(page)
  await expect(mark).toHaveCount(0)
  await expect(code(page)).toContainText('// every character of this')
  await expect(page.getByText('Draft of just now')).toBeVisible()
  expect(await violations(page)).toEqual([])

  await button(page, 'Run it').click()
  await expect(page.getByText('edited', { exact: true })).toBeVisible()
  await expect(page.getByText('Draft of')).toHaveCount(0)
})

test('a crash in the middle of typing loses two seconds of it at the most', async ({ site, openTab }) => {
  await edit(site)
  const { page } = site
  await code(page).click()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.type('// ')
  /** When the letter at this place had been typed. */
  const typed: number[] = []
  const began = Date.now()
  while (Date.now() - began < 5_000) {
    await page.keyboard.type(String.fromCharCode(97 + (typed.length % 26)))
    typed.push(Date.now())
  }
  const at = Date.now()
  await crash(page)

  const next = await openTab(DEMO)
  await openEditor(next.page)
  await expect(next.page.getByText('Draft of just now')).toBeVisible()
  const line = (await storedTexts(next.page))
    .map((text) => text.match(/^\/\/ ([a-z]*?)import/)?.[1]?.length ?? 0)
    .reduce((most, length) => Math.max(most, length), 0)
  const lost = typed.slice(line)
  test.info().annotations.push({
    type: 'measured',
    description: `lost ${lost.length} of ${typed.length} letters, ${at - (lost[0] ?? at)} ms`,
  })
  // And as long again as a slow machine takes to hear of a key.
  expect(at - (lost[0] ?? at)).toBeLessThan(2_500)
})

test('a page that is closed at once after the last key has kept it', async ({ site, openTab }) => {
  await edit(site)
  await type(site.page, 'and gone')
  await site.page.close({ runBeforeUnload: true })
  const { page } = await openTab(DEMO)
  await openEditor(page)
  await expect(code(page)).toContainText('// and gone')
})

test('what was changed is shown, an earlier version comes back, and so does the original', async ({
  site,
}) => {
  await edit(site)
  const { page } = site
  await type(page, 'first')
  await expect(kept(page)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText('edited', { exact: true })).toBeVisible()
  await type(page, 'second')
  await expect(code(page)).toContainText('second')
  await expect(kept(page)).toBeVisible()

  await button(page, 'Versions').click()
  const versions = dialog(page).getByRole('radiogroup', { name: 'Versions' }).getByRole('radio')
  await expect(versions.first()).toHaveAttribute('aria-checked', 'true')
  await expect(dialog(page).getByRole('tab', { name: /^handler\.ts \+2/ })).toBeVisible()
  await expect(dialog(page).locator('[data-diff]')).toContainText('second')
  expect(await violations(page)).toEqual([])

  // By keys alone: to the run before it, and back to that.
  await versions.first().focus()
  const run = versions.filter({ hasText: 'run' }).first()
  while ((await run.getAttribute('aria-checked')) !== 'true') await page.keyboard.press('ArrowDown')
  await expect(dialog(page).locator('[data-diff]')).toContainText('first')
  await expect(dialog(page).locator('[data-diff]')).not.toContainText('second')
  await dialog(page).getByRole('button', { name: 'Restore this version' }).press('Enter')
  await expect(dialog(page)).toBeHidden()
  await expect(code(page)).not.toContainText('second')
  await expect(code(page)).toContainText('first')

  // Nothing was lost by it.
  await button(page, 'Versions').click()
  await expect(versions.first()).toContainText('restored')
  await expect(versions.filter({ hasText: '+2' }).first()).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Reset to the original' }).click()
  await expect(page.getByText('As the demo is')).toBeVisible()
  await expect(code(page)).not.toContainText('first')

  await page.reload()
  await openEditor(page)
  await expect(page.getByText('As the demo is')).toBeVisible()
  await button(page, 'Versions').click()
  await expect(versions.first()).toContainText('reset')
  await versions.nth(1).click()
  await dialog(page).getByRole('button', { name: 'Restore this version' }).click()
  await expect(code(page)).toContainText('first')
})

test('what was typed and taken back leaves no draft', async ({ site }) => {
  await edit(site)
  const { page } = site
  await type(page, 'x')
  await expect(kept(page)).toBeVisible()
  for (let key = 0; key < 5; key += 1) await page.keyboard.press('Backspace')
  await expect(page.getByText('As the demo is')).toBeVisible()
  await page.reload()
  await openEditor(page)
  await expect(page.getByText('As the demo is')).toBeVisible()
  await expect(page.getByText('Draft of')).toHaveCount(0)
})

async function second(context: BrowserContext, open: (route?: string) => Promise<Site>): Promise<Page> {
  expect(context.pages().length).toBeGreaterThan(0)
  const { page } = await open(DEMO)
  await openEditor(page)
  return page
}

test('a second tab follows the first, takes over, and the first is told', async ({
  site,
  context,
  openTab,
}) => {
  await edit(site)
  const one = site.page
  const two = await second(context, openTab)
  await expect(two.getByText('This demo is open for editing in another tab.')).toBeVisible()
  expect(await violations(two)).toEqual([])

  await one.bringToFront()
  await type(one, 'of the first')
  await expect(code(two)).toContainText('// of the first')
  await two.bringToFront()
  await code(two).click()
  await two.keyboard.type('swallowed')
  await expect(code(two)).not.toContainText('swallowed')

  await button(two, 'Edit here instead').click()
  await expect(one.getByText('Another tab has taken over.')).toBeVisible()
  await expect(two.getByText('This demo is open for editing in another tab.')).toBeHidden()
  await type(two, 'of the second')
  await expect(code(one)).toContainText('// of the second')
  await expect(code(one)).toContainText('// of the first')

  // It crashes; the first writes again, with all that was kept there, and says so.
  await expect(kept(two)).toBeVisible()
  await crash(two)
  await one.bringToFront()
  await expect(one.getByText('The other tab was closed. It is edited here now.')).toBeVisible()
  await expect(code(one)).toContainText('// of the second')
  await type(one, 'again')
  await expect(kept(one)).toBeVisible()
})

test('without storage typing goes on, and the editor says what is wrong', async ({ context, openTab }) => {
  await context.addInitScript(() => {
    const add = IDBObjectStore.prototype.add
    IDBObjectStore.prototype.add = function (value: unknown, ...key) {
      if (this.transaction.db.name === 'sublet-drafts' && !Object.hasOwn(window, 'roomAgain'))
        throw new DOMException('no room', 'QuotaExceededError')
      return add.call(this, value, ...key)
    }
  })
  const { page } = await openTab(DEMO)
  await openEditor(page)
  await type(page, 'kept by nobody')
  const trouble = page.getByRole('alert').filter({ hasText: 'no room left in the storage' })
  await expect(trouble).toContainText('Delete a model on the Models page')
  await type(page, 'and going on')
  await expect(code(page)).toContainText('// and going on')
  expect(await violations(page)).toEqual([])

  await page.evaluate(() => Object.assign(window, { roomAgain: true }))
  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect(kept(page)).toBeVisible()
  await expect(trouble).toHaveCount(0)
})
