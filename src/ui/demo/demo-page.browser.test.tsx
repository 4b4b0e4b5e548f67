import { beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CallState, DemoContent, InterfaceSpec } from '../../host/types'
import { App } from '../app'
import { type FakeDemo, type FakeHost, fakeHost, fakeLease, fakePool, filesOf } from '../host.fixture'
import { render } from '../render.fixture'

// Monaco has tests of its own; here it is only what runs an edited handler.
vi.mock('../../editor/editor-pane', () => ({
  EditorPane: ({ onRun }: { onRun(content: DemoContent): void }) => (
    <button type="button" onClick={() => onRun({ files: filesOf('changed'), texts: [] })}>
      Run the edited handler
    </button>
  ),
}))
vi.mock('./project-of', () => {
  const none = Promise.resolve({})
  return { projectOf: () => none }
})

const spec: InterfaceSpec = {
  title: 'Stories',
  description: 'What happens next.',
  inputs: [
    { kind: 'textbox', label: 'Prompt', lines: 1, value: '' },
    { kind: 'number', label: 'Tokens', value: 40, min: 8, max: 256 },
  ],
  outputs: [{ kind: 'textbox', label: 'Story', lines: 1, value: '' }],
  gpu: [{ name: 'tell', seconds: 12, size: 'large' }],
}

beforeEach(() => {
  location.hash = '#/d/stories'
})

function open(host: FakeHost = fakeHost({ specs: { stories: spec }, pool: fakePool() })): FakeDemo {
  render(<App host={host} />)
  const demo = host.demo('stories')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  return demo
}

const run = () => page.getByRole('button', { name: 'Run', exact: true })
const result = () => page.getByRole('region', { name: 'Result' })

function lastCall(demo: FakeDemo) {
  const call = demo.calls.at(-1)
  if (call === undefined) throw new Error('nothing was run')
  return call
}

test('before a run: what it asks for, and what is left', async () => {
  open()
  await expect.element(page.getByText('This call asks for 12 s')).toBeVisible()
  await expect
    .element(page.getByRole('region', { name: 'Inputs' }))
    .toHaveTextContent('38:20 of your quota left')
  await expect.element(result()).toHaveTextContent('Nothing has run yet')
})

test('Run and Ctrl+Enter send what the form holds', async () => {
  const demo = open()
  await page.getByLabelText('Prompt').fill('The keeper')
  await run().click()
  expect(demo.calls.map((call) => call.inputs)).toEqual([['The keeper', 40]])

  lastCall(demo).state.setState({ phase: 'done', outputs: ['lit the lamp'] })
  await expect.element(run()).toBeEnabled()
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  expect(demo.calls).toHaveLength(2)
})

test('a bad value is refused at its field and never reaches the host', async () => {
  const demo = open()
  await page.getByLabelText('Tokens').fill('999')
  await expect.element(page.getByRole('alert')).toHaveTextContent('999 is above the maximum, 256')
  await run().click()
  expect(demo.calls).toHaveLength(0)
  await expect.element(page.getByLabelText('Tokens')).toHaveFocus()
})

test('the phases of a run are shown as they happen, and the bill at the end', async () => {
  const demo = open()
  await run().click()
  const at = (state: Partial<CallState>) => lastCall(demo).state.setState(state)
  const now = performance.now()

  at({ phase: 'working', leases: [fakeLease({ position: 2, queuedAt: now })] })
  await expect.element(result()).toHaveAttribute('data-phase', 'queued')
  await expect.element(result().getByRole('status').first()).toHaveTextContent('Queued, position 2')

  const attaching = fakeLease({ stage: 'attaching', queuedAt: now, grantedAt: now, loaded: 3e6, total: 11e6 })
  at({ leases: [attaching] })
  await expect.element(result()).toHaveTextContent('attaching · 3 of 11 MB')

  const running = fakeLease({ ...attaching, stage: 'running', seconds: 12, startedAt: performance.now() })
  at({ leases: [running], outputs: ['The keeper lit'] })
  await expect.element(result()).toHaveTextContent(/running · 1[01]\.\d s of 12 s left/)
  await expect.element(result()).toHaveTextContent('The keeper lit')

  const bill = {
    outcome: 'completed',
    queuedMs: 400,
    attachMs: 100,
    ranMs: 4083,
    chargedMs: 4083,
    creditMs: 900,
  } as const
  at({
    phase: 'done',
    leases: [{ ...running, stage: 'settled', bill }],
    outputs: ['The keeper lit the lamp.'],
  })
  await expect.element(result()).toHaveAttribute('data-phase', 'done')
  await expect.element(result()).toHaveTextContent('charged 4.08 s, of which 0.90 s from credits')
  await expect.element(result()).toHaveTextContent('The keeper lit the lamp.')
})

test('a failure is named, says the way out, and keeps what was given before it', async () => {
  const demo = open()
  await run().click()
  lastCall(demo).state.setState({
    phase: 'failed',
    outputs: ['half a story'],
    error: {
      code: 'TaskAborted',
      message: 'used up 12 s',
      wayOut: 'Declare more.',
      figures: {},
      stack: 'at tell',
    },
  })
  const alert = result().getByRole('alert')
  await expect.element(alert).toHaveTextContent(/GPU task aborted.*used up 12 s.*Declare more\./s)
  await expect.element(result()).toHaveTextContent('half a story')
})

test('a value that does not fit its output is told, not drawn', async () => {
  const demo = open()
  await run().click()
  lastCall(demo).state.setState({ phase: 'done', outputs: [{ html: '<b>' }] })
  await expect
    .element(result().getByRole('alert'))
    .toHaveTextContent('This output takes a text; the handler gave an object with 1 keys.')
})

test('Stop cancels the call that runs', async () => {
  const demo = open()
  const stop = page.getByRole('button', { name: 'Stop' })
  await expect.element(stop).toBeDisabled()
  await run().click()
  await stop.click()
  expect(lastCall(demo).cancelled).toBe(true)
})

test('an edited handler runs at once with the values that the form holds, and can be reset', async () => {
  const demo = open()
  await page.getByLabelText('Prompt').fill('kept')
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('button', { name: 'Run the edited handler' }).click()
  await expect.poll(() => demo.calls.map((call) => call.inputs)).toEqual([['kept', 40]])
  expect(demo.edits).toEqual([filesOf('changed')])
  await expect.element(page.getByLabelText('Prompt')).toHaveValue('kept')

  await page.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => demo.state.getState().edited).toBe(false)
})

test('what was typed is still there after a look at another page', async () => {
  open()
  await page.getByLabelText('Prompt').fill('kept')
  await page.getByRole('link', { name: 'Pool', exact: true }).click()
  await expect.element(page.getByRole('heading', { name: 'Quota' })).toBeVisible()
  location.hash = '#/d/stories'
  await expect.element(page.getByLabelText('Prompt')).toHaveValue('kept')
})

test('a browser without WebGPU is told what is missing, and nothing is started', async () => {
  const support = { ok: false, missing: ['WebGPU: the way a page computes on the graphics card.'] }
  const demo = open(fakeHost({ specs: { stories: spec }, support }))
  await expect.element(page.getByRole('alert')).toHaveTextContent('WebGPU: the way a page computes')
  await expect.element(page.getByRole('button', { name: 'Edit' })).not.toBeInTheDocument()
  expect(demo.started).toBe(0)
})

test('the strip shows who holds the pool and counts down between snapshots', async () => {
  const holder = {
    lease: 1,
    request: 'r',
    tab: 't',
    demo: 'stories',
    fn: 'tell',
    size: 'large',
    state: 'running',
    seconds: 12,
    ranMs: 3_000,
    loaded: 0,
    total: 0,
  } as const
  open(fakeHost({ specs: { stories: spec }, pool: fakePool({ holders: [holder] }) }))
  const strip = page.getByRole('region', { name: 'Pool', exact: true })
  await expect.element(strip).toHaveTextContent(/stories.*free.*Quota 38:20/)
  const left = () => Number(/(\d+\.\d) s/.exec(strip.element().textContent)?.[1])
  const first = left()
  expect(first).toBeLessThanOrEqual(9)
  await expect.poll(left).toBeLessThan(first)
})
