import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, test } from './site'

const demo = (page: Page) => page.getByRole('region', { name: 'Demo', exact: true })
const activity = (page: Page) => page.getByRole('region', { name: 'Activity' })
const button = (page: Page, name: string) => demo(page).getByRole('button', { name, exact: true })
/** What an output shows, below its heading. */
const shown = (page: Page, label: string) => demo(page).locator(`[aria-busy]:has(> h2:text-is("${label}"))`)

/** Pixels of the canvas that are not transparent. */
const drawn = (page: Page) =>
  shown(page, 'View')
    .locator('canvas')
    .evaluate((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas')
      const copy = new OffscreenCanvas(canvas.width, canvas.height)
      const pen = copy.getContext('2d')
      pen?.drawImage(canvas, 0, 0)
      const pixels = pen?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      return pixels.filter((value, at) => at % 4 === 3 && value > 0).length
    })

test('a page of rows, tabs and events works by mouse', async ({ site }) => {
  const { page } = site
  await site.open('#/d/blocks')
  // By its load event.
  await expect(shown(page, 'Area')).toContainText('9')
  await expect.poll(() => drawn(page)).toBe(900)

  await button(page, 'Greet').click()
  await expect(shown(page, 'Answer')).toContainText('Hello, Ada. Before you: nobody.')
  await expect(demo(page).getByText('1 greeted')).not.toBeVisible()
  await button(page, 'What came of it').click()
  await expect(shown(page, 'Status')).toContainText('1 greeted')
  // Events share a State.
  await page.getByLabel('Name').fill('Grace')
  await button(page, 'Greet').click()
  await expect(shown(page, 'Answer')).toContainText('Hello, Grace. Before you: Ada.')

  await page.getByLabel('Size').fill('5')
  await expect(shown(page, 'Area')).toContainText('25')
  await expect.poll(() => drawn(page)).toBe(2500)

  // One that fails says so by its name; what waits for its end runs, and fills in a control.
  await button(page, 'Fail').click()
  await expect(activity(page).getByRole('alert')).toContainText('as it was told to')
  await expect(shown(page, 'Status')).toContainText('failed, and went on')
  await expect(page.getByLabel('Name')).toHaveValue('Grace!')

  await page.getByRole('tab', { name: 'Clock' }).click()
  await button(page, 'Run the clock').click()
  const ticks = async () => Number(/\d+/.exec((await shown(page, 'Ticks').textContent()) ?? '')?.[0] ?? 0)
  await expect.poll(ticks).toBeGreaterThan(2)
  await button(page, 'Halt the clock').click()
  await expect(activity(page)).toContainText('done')
  // What was drawn is there when its tab is seen again.
  await page.getByRole('tab', { name: 'Picture' }).click()
  await expect.poll(() => drawn(page)).toBe(2500)
  expect(await violations(page)).toEqual([])
})

test('a conversation is the input and the output of an event', async ({ site }) => {
  const { page } = site
  await site.open('#/d/blocks')
  await page.getByRole('tab', { name: 'Talk' }).click()
  const turns = demo(page).getByRole('log', { name: 'Talk' }).locator('article p')
  const message = demo(page).getByRole('textbox', { name: 'Message' })
  const send = async (text: string) => {
    await message.fill(text)
    await message.press('Enter')
  }
  await send('one')
  await expect(turns).toHaveText(['one', 'one, after 0'])
  await expect(message).toHaveValue('')
  await send('two')
  await expect(turns).toHaveText(['one', 'one, after 0', 'two', 'two, after 2'])
  await button(page, 'Undo').click()
  await expect(turns).toHaveCount(2)
  await send('three')
  await expect(turns).toHaveText(['one', 'one, after 0', 'three', 'three, after 2'])
  expect(await violations(page)).toEqual([])
})

test('the same by keyboard alone', async ({ site }) => {
  const { page } = site
  await site.open('#/d/blocks')
  await expect(shown(page, 'Area')).toContainText('9')
  const name = page.getByLabel('Name')
  await name.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Alan')
  await page.keyboard.press('Enter')
  await expect(shown(page, 'Answer')).toContainText('Hello, Alan. Before you: nobody.')
  await expect(name).toBeFocused()

  await page.keyboard.press('Tab')
  await expect(button(page, 'Greet')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(shown(page, 'Answer')).toContainText('Hello, Alan. Before you: Alan.')
  await expect(button(page, 'Greet')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(button(page, 'What came of it')).toBeFocused()
  await page.keyboard.press('Space')
  await expect(shown(page, 'Status')).toContainText('2 greeted')

  await page.keyboard.press('Tab')
  await expect(page.getByRole('tab', { name: 'Picture' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Clock' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(button(page, 'Run the clock')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(shown(page, 'Ticks')).toContainText(/[1-9]/)
  await page.keyboard.press('Tab')
  await expect(button(page, 'Halt the clock')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: 'Clock' }).focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Size')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(shown(page, 'Area')).toContainText('16')
})

test('an edited handler goes on with the same States; the page for programs offers each event', async ({
  site,
}) => {
  const { page } = site
  await site.open('#/d/blocks')
  await expect(shown(page, 'Area')).toContainText('9')
  await button(page, 'Greet').click()
  await expect(shown(page, 'Answer')).toContainText('Hello, Ada. Before you: nobody.')

  await page.getByRole('button', { name: 'Use via API' }).click()
  const api = page.getByRole('region', { name: 'Use via API' })
  await api.getByLabel('Event').selectOption({ index: 1 })
  await expect(api).toContainText(/event: 1/)
  await api.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('button', { name: /^Edit/ }).click()
  const code = page.locator('[data-ready="true"]')
  await expect(code).toContainText('Blocks')
  await code.click()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.insertText('\n// edited')
  await page.keyboard.press('ControlOrMeta+Enter')
  // What was asked for last is asked again, of States that hold what came of it.
  await expect(page.getByText('edited', { exact: true })).toBeVisible()
  await expect(shown(page, 'Area')).toContainText('9')
  await expect(shown(page, 'Answer')).toContainText('Hello, Ada. Before you: Ada.')
})
