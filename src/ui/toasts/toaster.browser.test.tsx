import { afterEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from '../render.fixture'
import { Toaster } from './toaster'
import { dismissToast, showToast, toasts } from './toasts'

afterEach(() => {
  for (const { id } of toasts.getState()) dismissToast(id)
})

const list = () => page.getByRole('region', { name: /^Notifications/ }).getByRole('listitem')

test('a toast is said, can be acted on once, and is gone then', async () => {
  render(<Toaster />)
  let undone = 0
  showToast('Gone.', { action: { label: 'Undo', run: () => (undone += 1) } })
  await expect.element(list()).toHaveTextContent('Gone.')
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(undone).toBe(1)
  await expect.element(list()).not.toBeInTheDocument()
})

test('the newest four are shown; one that is dismissed goes alone', async () => {
  render(<Toaster />)
  for (const text of ['a', 'b', 'c', 'd', 'e']) showToast(text)
  await expect
    .poll(() =>
      list()
        .elements()
        .map(({ firstChild }) => firstChild?.textContent),
    )
    .toEqual(['b', 'c', 'd', 'e'])
  await page.getByRole('button', { name: 'Close this notice' }).first().click()
  await expect.poll(() => list().elements()).toHaveLength(3)
})

test('F8 takes the keyboard to it; left alone, it goes by itself', async () => {
  render(<Toaster />)
  showToast('Waits.', { action: { label: 'Undo', run() {} } })
  await expect.element(list()).toBeVisible()
  await userEvent.keyboard('{F8}{Tab}{Tab}')
  const undo = page.getByRole('button', { name: 'Undo' })
  await expect.element(undo).toHaveFocus()
  undo.element().blur()
  await expect.poll(() => toasts.getState(), { timeout: 9_000 }).toEqual([])
}, 20_000)
