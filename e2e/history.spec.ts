import type { Page } from '@playwright/test'
import { violations } from './axe'
import { expect, test } from './site'

const result = (page: Page) => page.getByRole('region', { name: 'Result' })
const history = (page: Page) => page.getByRole('region', { name: 'History' })
const rows = (page: Page) => history(page).getByRole('list', { name: 'Runs' }).getByRole('listitem')

async function runWith(page: Page, text: string, outcome = 'done'): Promise<void> {
  await page.getByLabel('Fails at').fill(text)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toHaveAttribute('data-phase', outcome)
}

async function openHistory(page: Page): Promise<void> {
  await history(page).getByRole('button', { name: 'History', exact: true }).click()
}

test('runs are kept over a reload, restored, compared, deleted and cleared', async ({ site }) => {
  const { page } = site
  await site.open('#/d/counts')
  await runWith(page, 'four')
  await runWith(page, 'three', 'failed')
  await openHistory(page)
  await expect(rows(page)).toHaveCount(2)
  await page.reload()
  await site.open('#/d/counts')
  await openHistory(page)
  await expect(rows(page)).toHaveCount(2)
  await expect(rows(page).first()).toContainText(/failed.*charged 0\.\d\d s.*HandlerFailed/s)
  await expect(rows(page).last()).toContainText(/done.*four/s)

  await rows(page)
    .last()
    .getByRole('button', { name: /^Restore/ })
    .click()
  await expect(page.getByLabel('Fails at')).toHaveValue('four')
  await expect(result(page)).toContainText(/From the history.*done · .*charged.*three/s)
  await runWith(page, 'two', 'failed')
  await expect(result(page)).not.toContainText('From the history')
  await expect(rows(page)).toHaveCount(3)

  await rows(page).first().getByRole('checkbox').check()
  await rows(page).last().getByRole('checkbox').check()
  const compared = history(page).getByRole('region', { name: 'Compared' })
  await expect(compared.getByRole('article').first()).toContainText(/Fails at\s*differs.*four.*three/s)
  await expect(compared.getByRole('article').last()).toContainText(/Fails at\s*differs.*two.*one/s)
  expect(await violations(page)).toEqual([])

  await rows(page)
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click()
  await expect(rows(page)).toHaveCount(2)
  await expect(compared).not.toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveCount(3)

  // All of them at once, which can be undone as well: with all that was in them.
  await history(page).getByRole('button', { name: 'Clear all' }).click()
  await expect(page.getByText('3 runs of counts are deleted.', { exact: true })).toBeVisible()
  await expect(history(page)).toContainText('What you run here is kept in this browser')
  // The pointer on it stops its clock.
  await page.getByRole('button', { name: 'Undo' }).hover()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page)).toHaveCount(3)
  await rows(page)
    .last()
    .getByRole('button', { name: /^Restore/ })
    .click()
  await expect(result(page)).toContainText(/From the history.*three/s)
  await history(page).getByRole('button', { name: 'Clear all' }).click()
  await expect(history(page)).toContainText('What you run here is kept in this browser')
  await page.reload()
  await site.open('#/d/counts')
  await openHistory(page)
  await expect(history(page)).toContainText('What you run here is kept in this browser')
})

test('a drawing comes back onto the pad', async ({ site }) => {
  const { page } = site
  await site.open('#/d/digits')
  const pad = page.getByLabel('Draw a digit').first()
  const box = await pad.boundingBox()
  if (box === null) throw new Error('the pad is not on the page')
  await page.mouse.move(box.x + box.width / 2, box.y + 40)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 40, { steps: 8 })
  await page.mouse.up()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  const read = await result(page).locator('[data-label]').first().getAttribute('data-label')
  await openHistory(page)
  await expect(rows(page)).toHaveCount(1)
  await page.reload()
  await site.open('#/d/digits')
  await openHistory(page)
  await page.getByRole('button', { name: /^Restore/ }).click()
  await expect(result(page).locator('[data-label]').first()).toHaveAttribute('data-label', read ?? '')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(result(page)).toHaveAttribute('data-phase', 'done')
  await expect(result(page).locator('[data-label]').first()).toHaveAttribute('data-label', read ?? '')
})

test('a conversation goes on from where a run left it', async ({ site }) => {
  const { page } = site
  await site.open('#/d/chat-echo')
  const log = page.getByRole('log', { name: 'Conversation' })
  await page.getByLabel('Message').fill('Hello')
  await page.keyboard.press('Enter')
  await expect(log).toContainText('after [].')
  await openHistory(page)
  await expect(rows(page)).toHaveCount(1)
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(log).not.toContainText('after [].')
  await page.getByRole('button', { name: /^Restore/ }).click()
  await expect(log).toContainText('You said “Hello”, after [].')
  await page.getByLabel('Message').fill('more')
  await page.keyboard.press('Enter')
  await expect(log).toContainText('after [user: Hello | assistant: You said “Hello”, after [].]')
})

test('without a database the page says so and goes on', async ({ site }) => {
  const { page } = site
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open
    IDBFactory.prototype.open = function (name, version) {
      if (name === 'sublet-history') throw new DOMException('not in this window', 'InvalidStateError')
      return open.call(this, name, version)
    }
  })
  await page.reload()
  await site.open('#/d/counts')
  await openHistory(page)
  await runWith(page, 'four')
  await expect(result(page)).toContainText('three')
  await expect(history(page).getByRole('alert')).toContainText('not in this window')
})
