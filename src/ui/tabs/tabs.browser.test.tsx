import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { InterfaceSpec } from '../../host/types'
import { App } from '../app'
import type { Session } from '../demo/session'
import { fakeHost, fakeLease } from '../host.fixture'
import { render } from '../render.fixture'
import { dismissToast, toasts } from '../toasts/toasts'

/** The demos whose panels were drawn. */
const { drawn } = vi.hoisted(() => ({ drawn: new Set<string>() }))

vi.mock('../demo/input-panel', async (original) => {
  const { InputPanel } = await original<typeof import('../demo/input-panel')>()
  return {
    InputPanel(props: { session: Session }) {
      drawn.add(props.session.demo.card.id)
      return InputPanel(props)
    },
  }
})
vi.mock('../demo/result-panel', async (original) => {
  const { ResultPanel } = await original<typeof import('../demo/result-panel')>()
  return {
    ResultPanel(props: Parameters<typeof ResultPanel>[0]) {
      drawn.add(props.spec?.title ?? '')
      return ResultPanel(props)
    },
  }
})

const spec = (title: string): InterfaceSpec => ({
  title,
  description: '',
  inputs: [{ kind: 'textbox', label: 'Text', lines: 1, value: '' }],
  outputs: [{ kind: 'textbox', label: 'Out', lines: 1, value: '' }],
  gpu: [{ name: 'work', seconds: 5, size: 'large' }],
})

const IDS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

beforeEach(() => {
  sessionStorage.clear()
  location.hash = '#/'
})
afterEach(() => {
  for (const { id } of toasts.getState()) dismissToast(id)
})

const strip = page.getByRole('navigation', { name: 'Open demos' })
const tab = (title: string) => strip.getByRole('link', { name: title })
const box = () => page.getByRole('textbox', { name: 'Text' })
const heading = (title: string) => page.getByRole('heading', { level: 1, name: title })
const titles = () =>
  strip
    .getByRole('link')
    .elements()
    .map((link) => link.textContent?.slice(2))

async function openAll(ids: readonly string[]) {
  const host = fakeHost({ specs: Object.fromEntries(IDS.map((id) => [id, spec(id)])) })
  render(<App host={host} />)
  for (const id of ids) {
    location.hash = `#/d/${id}`
    await expect.element(heading(id)).toBeVisible()
  }
  const demo = (id: string) => {
    const found = host.demo(id)
    if (found === undefined) throw new Error(`there is no ${id}`)
    return found
  }
  return { host, demo }
}

test('a demo out of view is not drawn, whatever happens in it; its result is there on return', async () => {
  const { demo } = await openAll(IDS)
  await tab('one').click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const [call] = demo('one').calls
  await tab('two').click()
  await expect.element(heading('two')).toBeVisible()
  await expect.element(heading('one')).not.toBeInTheDocument()

  // React may draw once more what has just gone.
  await new Promise((resolve) => requestIdleCallback(resolve))
  drawn.clear()
  const lease = fakeLease({ stage: 'running', startedAt: performance.now() })
  for (let step = 0; step < 50; step += 1) {
    call?.state.setState({ phase: 'working', leases: [lease], outputs: [`step ${step}`] })
    for (const id of IDS.slice(2)) {
      const state = demo(id).state
      state.setState({ log: [{ level: 'info', text: `line ${step}`, at: 0, call: undefined }] })
    }
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  // The dot in the strip tells of it meanwhile.
  await expect.element(tab('one')).toHaveAccessibleName('one running')
  await new Promise((resolve) => requestIdleCallback(resolve))
  expect([...drawn].filter((id) => id !== 'two')).toEqual([])

  call?.state.setState({ phase: 'done', leases: [], outputs: ['the end'] })
  await tab('one').click()
  await expect.element(page.getByRole('region', { name: 'Result' })).toHaveTextContent('the end')
})

test('a page keeps what was typed, unfolded and scrolled to, and its elements', async () => {
  await openAll(['one', 'two'])
  await tab('one').click()
  const field = box()
  await field.fill('typed')
  const element = field.element()
  document.body.style.minHeight = '3000px'
  window.scrollTo({ top: 500 })
  await expect.poll(() => window.scrollY).toBe(500)
  await new Promise((resolve) => requestAnimationFrame(resolve))
  await tab('two').click()
  await expect.poll(() => window.scrollY).toBe(0)
  await expect.element(box()).toHaveValue('')
  await tab('one').click()
  await expect.element(field).toHaveValue('typed')
  expect(field.element()).toBe(element)
  expect(window.scrollY).toBe(500)
  document.body.style.minHeight = ''
})

test('Ctrl+Enter is for the demo in view alone', async () => {
  const { demo } = await openAll(['one', 'two'])
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect([demo('one').calls.length, demo('two').calls.length]).toEqual([0, 1])
})

test('a demo that is closed is over; undone, it has its place and its drafts again', async () => {
  const { demo } = await openAll(['one', 'two', 'three'])
  const close = vi.spyOn(demo('two'), 'close')
  await tab('two').click()
  await box().fill('draft')
  await strip.getByRole('button', { name: 'Close two' }).click()
  await expect.element(heading('three')).toBeVisible()
  expect(close).toHaveBeenCalledOnce()
  expect(titles()).toEqual(['one', 'three'])
  await expect.element(page.getByText('Closed two', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.element(heading('two')).toBeVisible()
  expect(titles()).toEqual(['one', 'two', 'three'])
  await expect.element(box()).toHaveValue('draft')
})

test('the last one that is closed leads to the gallery, and the strip goes with it', async () => {
  await openAll(['one'])
  const element = tab('one').element()
  element.dispatchEvent(new MouseEvent('auxclick', { button: 1, bubbles: true, cancelable: true }))
  await expect.element(strip).not.toBeInTheDocument()
  expect(location.hash).toBe('#/')
})

test('the keyboard goes along the strip and closes; the focus stays in it', async () => {
  await openAll(['one', 'two', 'three'])
  tab('three').element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(tab('one')).toHaveFocus()
  await userEvent.keyboard('{End}{ArrowLeft}{Delete}')
  await expect.element(tab('three')).toHaveFocus()
  expect(titles()).toEqual(['one', 'three'])
  await expect.element(tab('three')).toHaveAttribute('aria-current', 'page')
  await userEvent.keyboard('{Alt>}{PageDown}{/Alt}')
  await expect.element(tab('one')).toHaveAttribute('aria-current', 'page')
})

test('after a reload tabs are titles, and nothing is booted but what is in view', async () => {
  sessionStorage.setItem('sublet-tabs', '{"open":["one","two","lost"]}')
  const { demo } = await openAll([])
  await expect.element(tab('one')).toBeVisible()
  await tab('two').click()
  await expect.element(heading('two')).toBeVisible()
  expect([demo('one').started, demo('two').started]).toEqual([0, 1])
  // Of a demo that is not there any more nothing is left.
  await tab('lost').click()
  await expect.element(page.getByText('There is no demo called "lost" on this site.')).toBeVisible()
  expect(titles()).toEqual(['one', 'two'])
})

test('two side by side both run, each by the keys while it has the focus', async () => {
  await page.viewport(1400, 900)
  const { demo } = await openAll(['one', 'two', 'three'])
  await page.getByRole('button', { name: 'Split' }).click()
  await page.getByRole('menuitem', { name: 'one' }).click()
  await expect.element(heading('one')).toBeVisible()
  await expect.element(heading('three')).toBeVisible()
  const inputs = (title: string) => page.getByRole('region', { name: `Inputs of ${title}` })
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect([demo('one').calls.length, demo('three').calls.length]).toEqual([0, 1])
  await inputs('one').getByLabelText('Text').fill('left')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect([demo('one').calls.length, demo('three').calls.length]).toEqual([1, 1])
  expect(demo('one').calls[0]?.inputs).toEqual(['left'])
  await expect.element(tab('one')).toHaveAttribute('aria-current', 'page')
  const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  await page.getByRole('button', { name: 'One column' }).click()
  await expect.element(heading('three')).not.toBeInTheDocument()
  await expect.element(page.getByRole('region', { name: 'Inputs', exact: true })).toBeVisible()
  await page.viewport(414, 896)
})
