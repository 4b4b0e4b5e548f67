import { violations } from './axe'
import { expect, test } from './site'

test('search by words, without accents, and by tags; the way out of an empty result', async ({ site }) => {
  const { page } = site
  const cards = page.getByRole('list', { name: 'Demos' }).getByRole('link')
  const box = page.getByRole('searchbox', { name: 'Search the demos' })
  await expect(box).toBeVisible()
  const all = await cards.count()
  await page.keyboard.press('/')
  await expect(box).toBeFocused()
  await page.keyboard.type('dígits')
  await expect(cards.first()).toHaveAccessibleName('Digits')
  expect(await cards.count()).toBeLessThan(all)
  await page.getByRole('button', { name: 'onnx', exact: true }).click()
  await expect(page.getByText(/^\d+ of \d+ demos$/)).toBeAttached()

  // Whoever comes back finds it as it was.
  await cards.first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Digits')
  await page.getByRole('link', { name: 'Gallery', exact: true }).click()
  await expect(box).toHaveValue('dígits')
  await expect(page.getByRole('button', { name: 'onnx', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  await box.fill('no such thing')
  await expect(page.getByText('No demo has “no such thing” and onnx')).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: `Show all ${all}` }).click()
  await expect(cards).toHaveCount(all)
  await expect(box).toBeFocused()
  expect(await violations(page)).toEqual([])
})

test('arrows move over the cards, row by row', async ({ site }) => {
  const { page } = site
  const cards = page.getByRole('list', { name: 'Demos' }).getByRole('link')
  const box = page.getByRole('searchbox', { name: 'Search the demos' })
  await box.press('ArrowDown')
  await expect(cards.first()).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(cards.nth(1)).toBeFocused()
  const tops = await cards.evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top))
  const columns = tops.filter((top) => top === tops[0]).length
  await page.keyboard.press('ArrowDown')
  await expect(cards.nth(1 + columns)).toBeFocused()
  await page.keyboard.press('End')
  await expect(cards.last()).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowUp')
  await expect(box).toBeFocused()
})

test('a card says what its demo holds', async ({ site }) => {
  const { page } = site
  const call = await site.start('logits', [Array.from({ length: 64 }, () => 0)])
  await call.ended()
  await expect(page.getByRole('link', { name: 'logits', exact: true })).toContainText(/warm · \d+ [KM]B/)
})

test('the palette opens demos and pages, and runs, edits and clears', async ({ site }) => {
  const { page } = site
  const palette = page.getByRole('dialog', { name: 'Commands' })
  const open = async () => {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('combobox')).toBeFocused()
  }
  await expect(page.getByRole('button', { name: 'Commands' })).toBeVisible()
  await open()
  expect(await violations(page)).toEqual([])
  await page.keyboard.type('counts')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('counts')
  await expect(page.getByLabel('Fails at')).toBeVisible()

  await page.getByLabel('Fails at').fill('four')
  await open()
  await page.keyboard.type('run')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Result' })).toContainText('three')
  await open()
  await page.keyboard.type('show the history')
  await page.keyboard.press('Enter')
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
  await expect(runs).toHaveCount(1)
  await open()
  await page.keyboard.type('clear the history of counts')
  await page.keyboard.press('Enter')
  await expect(runs).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(runs).toHaveCount(1)

  await open()
  await page.keyboard.type('zzz')
  await expect(palette).toContainText('Nothing here is called “zzz”.')
  await page.keyboard.press('Escape')
  await expect(palette).not.toBeVisible()
  await open()
  await page.keyboard.type('quota')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Quota' })).toBeVisible()
})

test('the sheet of shortcuts, and that keys which are text stay text', async ({ site }) => {
  const { page } = site
  const box = page.getByRole('searchbox', { name: 'Search the demos' })
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await box.fill('a?/')
  await box.press('?')
  await box.press('/')
  await expect(box).toHaveValue('a?/?/')
  await expect(sheet).not.toBeVisible()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('?')
  await expect(sheet).toBeVisible()
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(sheet).not.toBeVisible()
})
