import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, test } from './site'

const strip = (page: Page) => page.getByRole('navigation', { name: 'Open demos' })
const tab = (page: Page, title: string) => strip(page).getByRole('link', { name: title })
const dot = (page: Page, title: string) => tab(page, title).locator('[data-state]')
const heading = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title })
const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true })
/** Of a toast. */
const undo = (page: Page) =>
  page.getByRole('region', { name: /^Notifications/ }).getByRole('button', { name: 'Undo' })
const pad = (page: Page) => page.getByRole('img', { name: 'Draw a digit' })

/** From the gallery, as a visitor does. */
async function open(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Gallery', exact: true })
    .click()
  await page
    .getByRole('list', { name: 'Demos' })
    .getByRole('link', { name: new RegExp(`^\\W*${title}\\b`) })
    .first()
    .click()
  await expect(heading(page, title)).toBeVisible()
}

async function draw(page: Page): Promise<void> {
  const box = await pad(page).boundingBox()
  if (box === null) throw new Error('the pad is not on the page')
  await page.mouse.move(box.x + box.width / 2, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 40, { steps: 8 })
  await page.mouse.up()
  // The line is taken, to its end.
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled()
}

/** How much of the pad is white. */
const ink = (page: Page) =>
  pad(page).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
    const image = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    return Array.from(image?.data ?? []).filter((value, at) => at % 4 === 0 && value > 128).length
  })

test('three demos are open; what was drawn, typed and edited in each is there on return', async ({
  site,
}) => {
  const { page } = site
  await expect(strip(page)).toHaveCount(0)
  await open(page, 'Digits')
  await draw(page)
  const drawn = await ink(page)
  expect(drawn).toBeGreaterThan(0)
  await open(page, 'counts')
  await page.getByRole('textbox', { name: 'Fails at' }).fill('two')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  const code = page.getByRole('region', { name: 'Handler' }).locator('[data-ready="true"]')
  await code.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\n// not run yet')
  await open(page, 'Mandelbrot')
  expect(await violations(page)).toEqual([])

  await tab(page, 'Digits').click()
  await expect.poll(() => ink(page)).toBe(drawn)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => ink(page)).toBe(0)
  await tab(page, 'counts').click()
  await expect(page.getByRole('textbox', { name: 'Fails at' })).toHaveValue('two')
  await expect(code).toContainText('// not run yet')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toContainText('no two')
  // On the gallery the strip stays.
  await page.getByRole('link', { name: 'Gallery', exact: true }).click()
  await expect(tab(page, 'counts')).not.toHaveAttribute('aria-current')
  await expect(strip(page).getByRole('link')).toHaveCount(3)
})

test('a run goes on while its tab is out of view, and its result is there on return', async ({ site }) => {
  const { page } = site
  await site.open('#/d/digits')
  await expect(heading(page, 'Digits')).toBeVisible()
  await site.open('#/d/side-by-side')
  await page.getByRole('textbox', { name: 'Milliseconds' }).fill('6000')
  await run(page).click()
  await expect(dot(page, 'side-by-side')).toHaveAttribute('data-state', 'running')
  await tab(page, 'Digits').click()
  await expect(heading(page, 'Digits')).toBeVisible()
  await expect(dot(page, 'side-by-side')).toHaveAttribute('data-state', 'running')
  await expect(dot(page, 'side-by-side')).toHaveAttribute('data-state', 'warm')
  await tab(page, 'side-by-side').click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
})

test('a tab that is closed ends its runner; undone, it comes back with its drafts, and runs', async ({
  site,
}) => {
  const { page } = site
  const residents = () => page.evaluate(async () => (await window.sublet.pool()).residents.length)
  await site.open('#/d/counts')
  await page.getByRole('textbox', { name: 'Fails at' }).fill('four')
  await run(page).click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await expect.poll(residents).toBe(1)
  await open(page, 'Digits')
  await strip(page).getByRole('button', { name: 'Close counts' }).click()
  await expect(tab(page, 'counts')).toHaveCount(0)
  await expect(heading(page, 'Digits')).toBeVisible()
  await expect.poll(residents).toBe(0)
  // The pointer on it stops its clock.
  await undo(page).hover()
  expect(await violations(page)).toEqual([])
  await undo(page).click()
  await tab(page, 'counts').click()
  await expect(page.getByRole('textbox', { name: 'Fails at' })).toHaveValue('four')
  await expect(result(page)).toContainText('Nothing has run yet.')
  await run(page).click()
  await expect(result(page)).toContainText('three')

  // While it runs, too; and then without a word from the one that was cut off.
  await site.open('#/d/hold')
  await run(page).click()
  await expect(dot(page, 'hold')).toHaveAttribute('data-state', 'running')
  await tab(page, 'hold').click({ button: 'middle' })
  await expect(tab(page, 'hold')).toHaveCount(0)
  await expect.poll(() => page.evaluate(async () => (await window.sublet.pool()).holders.length)).toBe(0)
  await open(page, 'hold')
  await expect(result(page)).toContainText('Nothing has run yet.')
})

test('after a reload the tabs are there, and a demo is booted once it comes into view', async ({ site }) => {
  const { page } = site
  await site.open('#/d/counts')
  await expect(run(page)).toBeVisible()
  await open(page, 'Digits')
  await page.reload()
  await expect(heading(page, 'Digits')).toBeVisible()
  await expect(dot(page, 'counts')).toHaveAttribute('data-state', 'closed')
  await tab(page, 'counts').click()
  await run(page).click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await site.open('#/d/no-such-demo')
  await expect(page.getByText('There is no demo called "no-such-demo" on this site.')).toBeVisible()
  await expect(strip(page).getByRole('link')).toHaveCount(2)
})

test('the keyboard alone opens, changes, runs and closes', async ({ site }) => {
  const { page } = site
  await site.open('#/d/counts')
  await expect(run(page)).toBeVisible()
  // What hears the keys comes with it.
  await expect(page.getByRole('button', { name: 'Commands' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('tick')
  await expect(page.getByRole('option', { selected: true })).toContainText('tick')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'tick')).toBeVisible()
  await page.keyboard.press('Alt+PageUp')
  await expect(heading(page, 'counts')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await tab(page, 'counts').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'tick')).toBeVisible()
  await expect(result(page)).toContainText('Nothing has run yet.')
  await page.keyboard.press('Delete')
  await expect(tab(page, 'counts')).toBeFocused()
  await expect(undo(page)).toBeVisible()
  await page.keyboard.press('F8')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(undo(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading(page, 'tick')).toBeVisible()
})

test('two side by side both run', async ({ site }) => {
  const { page } = site
  await page.setViewportSize({ width: 1600, height: 900 })
  await site.open('#/d/counts')
  await expect(run(page)).toBeVisible()
  await open(page, 'tick')
  await page.getByRole('button', { name: 'Split' }).click()
  await page.getByRole('menuitem', { name: 'counts' }).click()
  const inputs = (title: string) => page.getByRole('region', { name: `Inputs of ${title}` })
  const out = (title: string) => page.getByRole('region', { name: `Result of ${title}` })
  await inputs('counts').getByRole('textbox', { name: 'Fails at' }).fill('four')
  await page.keyboard.press('ControlOrMeta+Enter')
  await inputs('tick').getByRole('textbox', { name: 'Any number' }).fill('7')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(out('counts')).toContainText('three')
  await expect(out('tick')).toContainText('7')
  expect(await violations(page)).toEqual([])
  const ids = await page.evaluate(() => Array.from(document.querySelectorAll('[id]'), ({ id }) => id))
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  await page.reload()
  await expect(heading(page, 'counts')).toBeVisible()
  await expect(heading(page, 'tick')).toBeVisible()
  // Where there is no room it waits for some.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.getByRole('button', { name: 'One column' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
})

test('two pages have strips of their own, and one pool', async ({ site, openTab }) => {
  await site.open('#/d/hold')
  await run(site.page).click()
  await expect(dot(site.page, 'hold')).toHaveAttribute('data-state', 'running')
  const { page } = await openTab('#/d/counts')
  await expect(strip(page).getByRole('link')).toHaveCount(1)
  await run(page).click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  // A runner of the other page is not this one's to end.
  await open(page, 'hold')
  await strip(page).getByRole('button', { name: 'Close hold' }).click()
  await expect(strip(page).getByRole('link')).toHaveCount(1)
  await expect(dot(site.page, 'hold')).toHaveAttribute('data-state', 'running')
  await site.page.getByRole('button', { name: 'Stop' }).click()
  await expect(dot(site.page, 'hold')).toHaveAttribute('data-state', 'warm')
})
