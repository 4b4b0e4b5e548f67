import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { BlocksSpec, CallState, InterfaceSpec } from '../../host/types'
import { App } from '../app'
import { type FakeDemo, fakeHost, fakeLease, fakePool } from '../host.fixture'
import { render } from '../render.fixture'

const blocks: BlocksSpec = {
  components: [
    { kind: 'textbox', label: 'Name', lines: 1, value: 'Ada' },
    { kind: 'textbox', label: 'Essay', lines: 4, value: '', required: true },
    { kind: 'button', label: 'Greet', look: 'primary' },
    { kind: 'textbox', label: 'Answer', lines: 1, value: '' },
    { kind: 'label', label: 'Mood', top: 3 },
    { kind: 'timer', every: 0.1, active: false },
    { kind: 'number', label: 'Ticks', value: 0 },
  ],
  layout: [
    { type: 'row', parent: null },
    { type: 'column', parent: 0, scale: 2 },
    { type: 'component', parent: 1, component: 0 },
    { type: 'component', parent: 1, component: 2 },
    { type: 'component', parent: 0, component: 3 },
    { type: 'tabs', parent: null },
    { type: 'tab', parent: 5, label: 'First' },
    { type: 'component', parent: 6, component: 4 },
    { type: 'tab', parent: 5, label: 'Second' },
    { type: 'accordion', parent: 8, label: 'More', open: false },
    { type: 'component', parent: 9, component: 1 },
    { type: 'component', parent: null, component: 6 },
  ],
  events: [
    event('greet', 2, 'click', [0, 1], [3]),
    event('submit_name', 0, 'submit', [0], [3, 4]),
    event('submit_essay', 1, 'submit', [1], [3]),
    event('tick', 5, 'tick', [5], [6]),
    event('begin', 0, 'change', [0], [5]),
  ],
}

type On = 'click' | 'change' | 'submit' | 'tick'
function event(name: string, component: number, on: On, inputs: number[], outputs: number[]) {
  return { name, trigger: { type: 'component' as const, component, event: on }, inputs, outputs }
}

const spec: InterfaceSpec = {
  title: 'Page',
  description: 'Its own.',
  inputs: [],
  outputs: [{ kind: 'textbox', lines: 1, value: '' }],
  gpu: [{ name: 'say', seconds: 12, size: 'large' }],
  layout: 'blocks',
  blocks,
}

beforeEach(() => {
  location.hash = '#/d/page'
})

function open(): FakeDemo {
  const host = fakeHost({ specs: { page: spec }, pool: fakePool() })
  render(<App host={host} />)
  const demo = host.demo('page')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  return demo
}

const at = (demo: FakeDemo, state: Partial<CallState>) => demo.calls.at(-1)?.state.setState(state)
const activity = () => page.getByRole('region', { name: 'Activity' })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const asked = (demo: FakeDemo) => demo.calls.map(({ options, inputs }) => [options.event, ...inputs])

test('what stands in the way is said at its field, for which its tab and its accordion are opened', async () => {
  const demo = open()
  await expect.element(page.getByLabelText('Essay')).not.toBeInTheDocument()
  await button('Greet').click()
  expect(demo.calls).toHaveLength(0)
  await expect.element(page.getByRole('alert')).toHaveTextContent('Enter something')
  await expect.element(page.getByLabelText('Essay')).toHaveFocus()
  await userEvent.keyboard('line{Enter}line')
  expect(demo.calls).toHaveLength(0)
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(asked(demo)).toEqual([[2, 'line\nline']])
})

test('Enter submits a line; its phases, its bill and Stop stand under its name, its outputs in their places', async () => {
  const demo = open()
  await page.getByLabelText('Name').click()
  await userEvent.keyboard('{Enter}')
  expect(asked(demo)).toEqual([[1, 'Ada']])
  const now = performance.now()
  at(demo, { phase: 'working', leases: [fakeLease({ position: 2, queuedAt: now })] })
  const line = activity().getByRole('region', { name: 'Event submit_name' })
  await expect.element(line).toHaveTextContent('queued · position 2')
  await line.getByRole('button', { name: 'Stop submit_name' }).click()
  expect(demo.calls[0]?.cancelled).toBe(true)
  const running = fakeLease({ stage: 'running', seconds: 12, queuedAt: now, grantedAt: now, startedAt: now })
  at(demo, { leases: [running], outputs: ['hel', { glad: 1 }] })
  await expect.element(line).toHaveTextContent(/running · 11\.\d s of 12 s left/)
  await expect.element(page.getByText('hel', { exact: true })).toBeVisible()
  const bill = {
    outcome: 'failed',
    queuedMs: 0,
    attachMs: 0,
    ranMs: 400,
    chargedMs: 400,
    creditMs: 0,
  } as const
  const error = { code: 'HandlerFailed', message: 'no more', wayOut: '', figures: {}, stack: '' } as const
  at(demo, { phase: 'failed', partial: true, error, leases: [{ ...running, stage: 'settled', bill }] })
  await expect.element(line.getByRole('alert')).toHaveTextContent('no more')
  await expect.element(line).toHaveTextContent(/charged 0\.40 s.*Partial: failed after 0\.40 s/s)
  await expect.element(page.getByText('hel', { exact: true })).toBeVisible()
})

test('a button that runs keeps the focus, and does nothing', async () => {
  const demo = open()
  await page.getByRole('tab', { name: 'Second' }).click()
  await button('More').click()
  await page.getByLabelText('Essay').fill('text')
  await button('Greet').click()
  await expect.element(button('Greet')).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Enter}')
  expect(demo.calls).toHaveLength(1)
  at(demo, { phase: 'done', outputs: ['hello'] })
  await expect.element(button('Greet')).toHaveAttribute('aria-disabled', 'false')
  await expect.element(button('Greet')).toHaveFocus()
})

test('a timer ticks once an event has started it, while it is seen', async () => {
  const demo = open()
  await page.getByLabelText('Name').fill('Grace')
  await expect.poll(() => asked(demo)).toEqual([[4, 'Grace']])
  at(demo, { phase: 'done', outputs: [true] })
  await expect.poll(() => asked(demo).at(-1)).toEqual([3, 1])
  at(demo, { phase: 'done', outputs: [1] })
  await expect.poll(() => asked(demo).at(-1)).toEqual([3, 2])
  location.hash = '#/pool'
  await expect.element(page.getByRole('heading', { name: 'Quota' })).toBeVisible()
  at(demo, { phase: 'done', outputs: [2] })
  const count = demo.calls.length
  // Three ticks would have come.
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(demo.calls).toHaveLength(count)
})

test('a value that a control cannot hold is told below it', async () => {
  const shown: InterfaceSpec = {
    ...spec,
    blocks: { ...blocks, events: [event('fill', 0, 'submit', [0], [0])] },
  }
  const host = fakeHost({ specs: { page: shown } })
  render(<App host={host} />)
  await page.getByLabelText('Name').click()
  await userEvent.keyboard('{Enter}')
  host
    .demo('page')
    ?.calls.at(-1)
    ?.state.setState({ phase: 'done', outputs: [7] })
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent(/takes a value for textbox; the handler gave/)
  await expect.element(page.getByLabelText('Name')).toHaveValue('Ada')
})
