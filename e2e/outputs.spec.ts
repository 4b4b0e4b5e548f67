import type { Locator, Page } from '@playwright/test'
import { saved } from './saved'
import { expect, test } from './site'
import { tabTo } from './tab-to'

const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const chart = (page: Page) => result(page).getByRole('application', { name: /^Plot/ })
const model = (page: Page) => result(page).getByRole('application', { name: '3D model: 3D model' })
const mark = (page: Page, category: string) =>
  result(page).locator(`mark[data-category="${category}"]`).first()

/** The button below what an output shows. */
const download = (shown: Locator) =>
  shown.locator('xpath=ancestor::figure[1]').getByRole('button', { name: 'Download' })
const image = (page: Page) => result(page).getByRole('img', { name: 'Image', exact: true })
const slider = (page: Page) => result(page).getByRole('slider', { name: /^Image slider/ })
const sound = (page: Page) => result(page).locator('audio')

test('the plot grows while the handler runs; a selection and a zoom outlast it', async ({ site }) => {
  const { page } = site
  await site.open('#/d/outputs')
  await page.getByLabel('Steps of the plot').fill('200')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const points = async () =>
    Number(/(\d+) points/.exec((await chart(page).getAttribute('aria-label')) ?? '')?.[1])
  await expect.poll(points).toBeGreaterThan(20)
  const heading = result(page).getByRole('heading', { name: '14 words' })
  await heading.evaluate((element) => getSelection()?.selectAllChildren(element))
  await chart(page).focus()
  for (const key of ['ArrowRight', '+', '+']) await page.keyboard.press(key)
  const canvas = await chart(page).locator('canvas').elementHandle()
  const before = await points()
  expect(before).toBeLessThan(201)
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  expect(await points()).toBe(201)
  expect(await canvas?.evaluate((element) => element.isConnected)).toBe(true)
  await expect(result(page).getByRole('button', { name: 'Show all' })).toBeEnabled()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('14 words')
})

test('every output of the demo, by mouse', async ({ site }) => {
  const { page } = site
  await site.open('#/d/outputs')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await expect(result(page).getByRole('alert')).toHaveCount(0)

  await expect(result(page).getByRole('link', { name: 'a link' })).toHaveAttribute('rel', /noreferrer/)
  const legend = result(page).getByRole('button', { name: 'number', exact: true })
  await legend.click()
  await expect(mark(page, 'capital')).toHaveAttribute('data-faint', 'true')
  await expect(mark(page, 'number')).toHaveAttribute('data-faint', 'false')
  await legend.click()
  await expect(mark(page, 'capital')).toHaveAttribute('data-faint', 'false')

  await result(page).getByRole('button', { name: 'Held out' }).click()
  await expect(result(page).getByRole('button', { name: 'Held out' })).toHaveAttribute(
    'aria-pressed',
    'false',
  )
  await chart(page).scrollIntoViewIfNeeded()
  const box = await chart(page).boundingBox()
  if (box === null) throw new Error('the chart is not on the page')
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.4, { steps: 4 })
  await page.mouse.up()
  const all = result(page).getByRole('button', { name: 'Show all' })
  await expect(all).toBeEnabled()
  await all.click()
  await expect(all).toBeDisabled()
  const csv = await saved(page, () => result(page).getByRole('button', { name: 'Download CSV' }).click())
  expect(csv.name).toBe('plot.csv')
  expect(csv.bytes.toString().split('\r\n').slice(0, 2).join('|')).toMatch(/^Step,Training,Held out\|0,\d/)
  await result(page).getByText('Table', { exact: true }).click()
  await expect(result(page).getByRole('columnheader', { name: 'Held out' })).toBeVisible()

  await result(page).getByRole('button', { name: 'Hue 120: show large' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('3 of 6')
  await dialog.getByRole('button', { name: 'Next picture' }).click()
  await expect(dialog.getByRole('img', { name: 'Hue 180' })).toBeVisible()
  const picture = await saved(page, () => dialog.getByRole('button', { name: 'Save' }).click())
  expect(picture.name).toBe('hue-180.png')
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)

  await expect(result(page)).toContainText('7,938 triangles')
  const ply = await saved(page, () =>
    result(page)
      .locator('figure', { hasText: 'triangles' })
      .getByRole('button', { name: 'Download' })
      .click(),
  )
  expect(ply.name).toBe('wave.ply')
  await result(page).getByRole('button', { name: 'Reset view' }).click()

  const divider = slider(page)
  const after = await result(page).getByRole('img', { name: 'Image slider: after' }).boundingBox()
  if (after === null) throw new Error('the pictures are not on the page')
  await divider.scrollIntoViewIfNeeded()
  await result(page)
    .getByRole('img', { name: 'Image slider: after' })
    .click({ position: { x: after.width * 0.25, y: 20 }, force: true })
  await expect(divider).toHaveValue('25')
  for (const [shown, name] of [
    [image(page), 'image.png'],
    [divider, 'image-slider.png'],
    [sound(page), 'audio.wav'],
  ] as const) {
    expect((await saved(page, () => download(shown).click())).name).toBe(name)
  }

  const shown = result(page)
  await expect(shown.getByRole('list', { name: 'Label' }).getByRole('listitem')).toHaveCount(3)
  await expect(image(page)).toBeVisible()
  await expect(shown.locator('output').filter({ hasText: /^14$/ })).toBeVisible()
  await expect(shown).toContainText('Babbage Charles of Engine Analytical')
  await expect(shown).toContainText('"words": 14')
  await expect(shown).toContainText('1.68 s · 16 kHz · mono')
  await expect(shown.getByRole('img', { name: 'Canvas' })).toBeVisible()
  await expect(shown.getByRole('log', { name: 'Chatbot' })).toContainText('The text has 14 words.')
  const words = await saved(page, () => shown.getByRole('link', { name: /words\.csv/ }).click())
  expect(words.bytes.toString()).toContain('Lovelace')
})

test('every output that does something, by keyboard alone', async ({ site }) => {
  const { page } = site
  await site.open('#/d/outputs')
  await tabTo(page, page.getByRole('button', { name: 'Run', exact: true }))
  await page.keyboard.press('Enter')
  await expect(result(page)).toHaveAttribute('data-phase', 'done')

  await tabTo(page, result(page).getByRole('button', { name: 'number', exact: true }))
  await page.keyboard.press('Space')
  await expect(mark(page, 'capital')).toHaveAttribute('data-faint', 'true')

  const series = result(page).getByRole('button', { name: 'Held out' })
  await tabTo(page, series)
  for (const pressed of ['false', 'true']) {
    await page.keyboard.press('Space')
    await expect(series).toHaveAttribute('aria-pressed', pressed)
  }
  await tabTo(page, chart(page))
  for (const key of ['ArrowRight', 'ArrowRight', '+']) await page.keyboard.press(key)
  await expect(result(page).getByRole('status').filter({ hasText: 'Step' })).toContainText('Step 1, Training')
  await expect(result(page).getByRole('button', { name: 'Show all' })).toBeEnabled()
  await page.keyboard.press('0')
  await expect(result(page).getByRole('button', { name: 'Show all' })).toBeDisabled()
  await tabTo(page, result(page).getByRole('button', { name: 'Download CSV' }))
  expect((await saved(page, () => page.keyboard.press('Enter'))).name).toBe('plot.csv')
  await tabTo(page, result(page).getByText('Table', { exact: true }))
  await page.keyboard.press('Enter')
  await expect(result(page).getByRole('columnheader', { name: 'Training' })).toBeVisible()

  await tabTo(page, result(page).getByRole('button', { name: 'Hue 0: show large' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 of 6')
  for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await expect(dialog).toContainText('3 of 6')
  await tabTo(page, dialog.getByRole('button', { name: 'Save' }))
  const picture = await saved(page, () => page.keyboard.press('Enter'))
  expect(picture.name).toBe('hue-120.png')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(result(page).getByRole('button', { name: 'Hue 120: show large' })).toBeFocused()

  await tabTo(page, model(page))
  const straight = await model(page).screenshot()
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowUp', '+']) await page.keyboard.press(key)
  await expect.poll(async () => (await model(page).screenshot()).equals(straight)).toBe(false)
  const save = async (shown: Locator) => {
    await tabTo(page, download(shown))
    return saved(page, () => page.keyboard.press('Enter'))
  }
  expect((await save(model(page))).name).toBe('wave.ply')
  expect((await save(image(page))).name).toBe('image.png')

  const divider = slider(page)
  await tabTo(page, divider)
  for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await expect(divider).toHaveValue('52')
  expect((await save(divider)).name).toBe('image-slider.png')

  await tabTo(page, sound(page))
  await page.keyboard.press('Space')
  await expect
    .poll(() => sound(page).evaluate((audio: HTMLAudioElement) => audio.currentTime))
    .toBeGreaterThan(0)
  expect((await save(sound(page))).name).toBe('audio.wav')

  const link = result(page).getByRole('link', { name: /words\.csv/ })
  await tabTo(page, link)
  const words = await saved(page, () => page.keyboard.press('Enter'))
  expect(words.name).toBe('words.csv')
})

test('a table that comes back is sorted and saved by mouse and by keyboard; code can be scrolled by keys', async ({
  site,
}) => {
  const { page } = site
  await site.open('#/d/inputs')
  const country = page.getByRole('combobox', { name: 'Country' })
  await country.click()
  await page.getByRole('option', { name: 'Peru' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  const price = result(page).getByRole('columnheader', { name: 'Price' })
  const csv = result(page).getByRole('button', { name: 'Download CSV' })
  const items = (bytes: Buffer) => [...bytes.toString().matchAll(/Pen|Ink/g)].join(' ')

  await price.getByRole('button').click()
  await expect(price).toHaveAttribute('aria-sort', 'ascending')
  expect(items((await saved(page, () => csv.click())).bytes)).toBe('Pen Ink')

  await page.getByRole('button', { name: 'Run', exact: true }).focus()
  await tabTo(page, price.getByRole('button'))
  await page.keyboard.press('Enter')
  await expect(price).toHaveAttribute('aria-sort', 'descending')
  await tabTo(page, csv)
  const table = await saved(page, () => page.keyboard.press('Enter'))
  expect(table.name).toBe('prices.csv')
  expect(items(table.bytes)).toBe('Ink Pen')
  await tabTo(page, result(page).getByRole('region', { name: 'Program' }))
})
