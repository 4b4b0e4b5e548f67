import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { App } from '../app'
import { fakeHost } from '../host.fixture'
import { render } from '../render.fixture'

beforeEach(() => {
  location.hash = '#/'
})

test('the palette and the sheet of shortcuts give the focus back to where it was', async () => {
  render(<App host={fakeHost({ specs: {} })} />)
  const models = page.getByRole('link', { name: 'Models' })
  const palette = page.getByRole('dialog', { name: 'Commands' })
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect.element(page.getByRole('button', { name: 'Commands' })).toBeVisible()
  const focus = () => {
    const element = models.element()
    if (element instanceof HTMLElement) element.focus()
  }

  // Twice: what was opened once stays, and remembers anew.
  for (const _ of [1, 2]) {
    focus()
    await userEvent.keyboard('{Control>}k{/Control}')
    await expect.element(palette).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(models).toHaveFocus()
  }

  await userEvent.keyboard('?')
  await expect.element(sheet).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(models).toHaveFocus()

  await userEvent.keyboard('{Control>}k{/Control}')
  await expect.element(palette).toBeVisible()
  await userEvent.keyboard('keyboard shortcuts{Enter}')
  await expect.element(sheet).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(models).toHaveFocus()
})
