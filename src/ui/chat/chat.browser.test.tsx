import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CallState, InterfaceSpec } from '../../host/types'
import { App } from '../app'
import { type FakeDemo, fakeHost, fakeLease, fakePool } from '../host.fixture'
import { render } from '../render.fixture'

const spec: InterfaceSpec = {
  title: 'Talk',
  description: 'It answers.',
  inputs: [
    { kind: 'textbox', label: 'Message', lines: 1, value: '', placeholder: 'Say something' },
    { kind: 'chatbot' },
    { kind: 'number', label: 'Tokens', value: 40, max: 256 },
  ],
  outputs: [{ kind: 'chatbot' }],
  gpu: [{ name: 'answer', seconds: 12, size: 'large' }],
  layout: 'chat',
  examples: ['Hello', 'What is a lease?'],
}

beforeEach(() => {
  location.hash = '#/d/talk'
})

function open(shown: InterfaceSpec = spec): FakeDemo {
  const host = fakeHost({ specs: { talk: shown }, pool: fakePool() })
  render(<App host={host} />)
  const demo = host.demo('talk')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  return demo
}

const box = () => page.getByRole('textbox', { name: 'Message' })
const log = () => page.getByRole('log', { name: 'Conversation' })
const chat = () => page.getByRole('region', { name: 'Chat' })
const button = (name: string) => page.getByRole('button', { name, exact: true })

const user = (content: string) => ({ role: 'user', content })
const reply = (content: string) => ({ role: 'assistant', content })
const ONE = [user('one'), reply('uno')]

function at(demo: FakeDemo, state: Partial<CallState>) {
  demo.calls.at(-1)?.state.setState(state)
}

/** What is said, by whom. */
function turns(): (string | undefined | null)[][] {
  return [...log().element().querySelectorAll('article')].map((turn) => [
    turn.dataset.role,
    turn.querySelector('p')?.textContent,
  ])
}

/** After one exchange. */
async function begun(): Promise<FakeDemo> {
  const demo = open()
  await box().fill('one')
  await userEvent.keyboard('{Enter}')
  at(demo, { phase: 'done', outputs: [ONE] })
  await expect.poll(turns).toEqual([
    ['user', 'one'],
    ['assistant', 'uno'],
  ])
  return demo
}

test('by keys alone: Shift+Enter breaks the line, Enter sends and keeps the focus, Escape stops', async () => {
  const demo = open()
  await box().click()
  await userEvent.keyboard('first{Shift>}{Enter}{/Shift}second{Enter}')
  expect(demo.calls.map(({ inputs }) => inputs)).toEqual([['first\nsecond', [], 40]])
  await expect.element(box()).toHaveValue('')
  await expect.element(box()).toHaveFocus()
  await expect.element(log()).toHaveAttribute('aria-busy', 'true')
  await userEvent.keyboard('next{Enter}')
  expect(demo.calls).toHaveLength(1)
  await expect.element(box()).toHaveValue('next')
  await userEvent.keyboard('{Escape}')
  expect(demo.calls[0]?.cancelled).toBe(true)
})

test('Enter that ends the composing of a character sends nothing', async () => {
  const demo = open()
  await box().fill('日本')
  const key = new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
  box().element().dispatchEvent(key)
  expect(demo.calls).toHaveLength(0)
})

test('Ctrl+Enter sends from anywhere, once', async () => {
  const demo = open()
  await box().fill('one')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(demo.calls).toHaveLength(1)
  at(demo, { phase: 'done', outputs: [ONE] })
  await box().fill('two')
  page
    .getByRole('heading', { name: 'Talk' })
    .element()
    .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))
  expect(demo.calls).toHaveLength(2)
})

test('the reply streams into the conversation; the phases and the bill are told as of any call', async () => {
  const demo = open()
  await expect.element(page.getByText('This call asks for 12 s')).toBeVisible()
  await box().fill('one')
  await button('Send').click()
  const now = performance.now()
  at(demo, { phase: 'working', leases: [fakeLease({ position: 2, queuedAt: now })] })
  await expect.element(chat()).toHaveTextContent('queued · position 2')
  await expect.element(chat()).toHaveAttribute('data-phase', 'queued')
  const running = fakeLease({ stage: 'running', seconds: 12, queuedAt: now, grantedAt: now, startedAt: now })
  at(demo, { leases: [running], outputs: [[user('one'), reply('u')]] })
  await expect.element(chat()).toHaveTextContent(/running · 1[01]\.\d s of 12 s left/)
  await expect.poll(turns).toEqual([
    ['user', 'one'],
    ['assistant', 'u'],
  ])
  await expect.element(page.getByRole('button', { name: 'Copy reply' })).not.toBeInTheDocument()
  const bill = {
    outcome: 'completed',
    queuedMs: 0,
    attachMs: 0,
    ranMs: 400,
    chargedMs: 400,
    creditMs: 0,
  } as const
  at(demo, { phase: 'done', outputs: [ONE], leases: [{ ...running, stage: 'settled', bill }] })
  await expect.element(chat()).toHaveTextContent('charged 0.40 s')
  await expect.element(page.getByRole('button', { name: 'Copy reply' })).toBeVisible()
  await expect.element(log()).toHaveAttribute('aria-busy', 'false')
})

test('a failure is named below the conversation, which keeps what there was', async () => {
  const demo = await begun()
  await box().fill('two')
  await button('Send').click()
  const error = { code: 'TaskAborted', message: 'used up 12 s', wayOut: '', figures: {}, stack: '' } as const
  at(demo, { phase: 'failed', error, partial: true, outputs: [[...ONE, user('two'), reply('d')]] })
  await expect.element(chat().getByRole('alert')).toHaveTextContent('GPU task aborted')
  await expect.element(chat()).toHaveTextContent('Partial: failed after its first result.')
  expect(turns().at(-1)).toEqual(['assistant', 'd'])
  await button('Retry').click()
  expect(demo.calls.at(-1)?.inputs).toEqual(['two', ONE, 40])
  await expect.element(chat().getByRole('alert')).not.toBeInTheDocument()
})

test('an example is sent at once; examples are there while nothing was said', async () => {
  const demo = open()
  await button('What is a lease?').click()
  expect(demo.calls[0]?.inputs).toEqual(['What is a lease?', [], 40])
  await expect.element(button('Hello')).not.toBeInTheDocument()
  await expect.element(box()).toHaveFocus()
  at(demo, { phase: 'done', outputs: [[user('What is a lease?'), reply('Time.')]] })
  await button('Clear').click()
  await expect.element(button('Hello')).toBeVisible()
})

test('Undo takes the exchange back and gives its question to the message box', async () => {
  await begun()
  await button('Undo').click()
  expect(turns()).toEqual([])
  await expect.element(box()).toHaveValue('one')
  await expect.element(box()).toHaveFocus()
  await expect.element(button('Undo')).toBeDisabled()
})

test('a setting that stands in the way is shown, even if the settings were folded away', async () => {
  const demo = open()
  await expect.element(box()).toBeVisible()
  const settings = page.getByRole('region', { name: 'Settings' })
  const details = settings.element().querySelector('details')
  if (!details?.open) await settings.getByText('Settings').click()
  await page.getByLabelText('Tokens').fill('999')
  await settings.getByText('Settings').click()
  await expect.element(page.getByLabelText('Tokens')).not.toBeVisible()
  await box().fill('one')
  await userEvent.keyboard('{Enter}')
  expect(demo.calls).toHaveLength(0)
  await expect.element(page.getByLabelText('Tokens')).toHaveFocus()
  await expect.element(box()).toHaveValue('one')
})

test('what a model writes is text, with its line breaks, and no markup', async () => {
  const demo = await begun()
  const written = '<img src=x onerror="window.pwned=1">\n  two **lines**'
  at(demo, { outputs: [[user('one'), reply(written)]] })
  await expect.poll(turns).toEqual([
    ['user', 'one'],
    ['assistant', written],
  ])
  expect(log().element().querySelector('img')).toBeNull()
})

test('a handler that gives no conversation is told; what was asked stays', async () => {
  const demo = await begun()
  at(demo, { outputs: ['uno'] })
  await expect
    .element(chat().getByRole('alert'))
    .toHaveTextContent('takes an array of { role, content }; the handler gave a string')
  expect(turns()).toEqual([['user', 'one']])
})

test('the end is in sight while a reply grows, unless the visitor reads above', async () => {
  const demo = await begun()
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n')
  const fromEnd = () => {
    const { scrollTop, scrollHeight, clientHeight } = log().element()
    return scrollHeight - scrollTop - clientHeight
  }
  at(demo, { outputs: [[user('one'), reply(lines(200))]] })
  await expect.poll(() => log().element().scrollHeight).toBeGreaterThan(2000)
  expect(fromEnd()).toBeLessThan(2)

  // An error takes of its height.
  const error = { code: 'HandlerFailed', message: 'no', wayOut: '', figures: {}, stack: '' } as const
  at(demo, { phase: 'failed', error })
  await expect.element(chat().getByRole('alert')).toBeVisible()
  await expect.poll(fromEnd).toBeLessThan(2)

  const scrolled = new Promise((resolve) =>
    log().element().addEventListener('scroll', resolve, { once: true }),
  )
  log().element().scrollTo({ top: 100 })
  await scrolled
  at(demo, { outputs: [[user('one'), reply(lines(300))]] })
  await expect.poll(() => turns()[1]?.[1]).toContain('line 299')
  expect(log().element().scrollTop).toBe(100)
  // Whoever sends wants to see what comes of it.
  await box().fill('two')
  await userEvent.keyboard('{Enter}')
  await expect.poll(fromEnd).toBeLessThan(2)
})

test('the conversation and what was typed are there after a look at another page', async () => {
  await begun()
  await box().fill('being written')
  await page.getByRole('link', { name: 'Pool', exact: true }).click()
  await expect.element(page.getByRole('heading', { name: 'Quota' })).toBeVisible()
  location.hash = '#/d/talk'
  await expect.element(box()).toHaveValue('being written')
  expect(turns()).toHaveLength(2)
})

test('a Chatbot among the outputs of a form shows a conversation too', async () => {
  const { layout: _, ...form } = spec
  const demo = open({ ...form, inputs: [] })
  await button('Run').click()
  at(demo, { phase: 'done', outputs: [ONE] })
  await expect.element(page.getByRole('region', { name: 'Result' })).toHaveTextContent(/one.*uno/s)
})
