import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CallState, InterfaceSpec, LogLine } from '../../host/types'
import { App } from '../app'
import { encodeWav } from '../audio/wav'
import { type FakeDemo, fakeHost, fakeLease } from '../host.fixture'
import { render } from '../render.fixture'

const spec: InterfaceSpec = {
  title: 'All',
  description: '',
  inputs: [
    { kind: 'state', initial: 0 },
    { kind: 'audio', label: 'Voice' },
    { kind: 'file', label: 'Notes', accept: ['.txt'] },
  ],
  outputs: [
    { kind: 'state', initial: 0 },
    { kind: 'textbox', label: 'Words', lines: 1, value: '' },
    { kind: 'canvas', label: 'Waves', width: 64, height: 32 },
    { kind: 'audio', label: 'Echo' },
    { kind: 'file', label: 'Report', accept: [] },
  ],
  gpu: [],
}

beforeEach(() => {
  location.hash = '#/d/all'
})

function open(): FakeDemo {
  const host = fakeHost({ specs: { all: spec } })
  render(<App host={host} />)
  const demo = host.demo('all')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  return demo
}

const tone = (length: number) => ({
  sampleRate: 8000,
  channels: [Float32Array.from({ length }, (_, at) => Math.sin(at / 5))],
})
const wav = new File([encodeWav(tone(4000))], 'hello.wav', { type: 'audio/wav' })
const notes = new File(['a', 'b'], 'notes.txt')
const result = () => page.getByRole('region', { name: 'Result' })
const run = () => page.getByRole('button', { name: 'Run', exact: true })

async function runFilled(demo: FakeDemo) {
  await userEvent.upload(page.getByLabelText('Voice', { exact: true }), wav)
  await userEvent.upload(page.getByLabelText('Notes', { exact: true }), notes)
  await expect.element(page.getByText('0.50 s · 8 kHz · mono')).toBeVisible()
  await run().click()
  const call = demo.calls.at(-1)
  if (call === undefined) throw new Error('nothing was run')
  return { call, at: (state: Partial<CallState>) => call.state.setState(state) }
}

test('what is missing is said at its field; a sound and a file go to the handler, a State is nobody asked for', async () => {
  const demo = open()
  await run().click()
  await expect.element(page.getByText('Choose or record a sound first')).toBeVisible()
  await expect.element(page.getByText('Choose a file first')).toBeVisible()
  const { call } = await runFilled(demo)
  expect(call.inputs).toHaveLength(2)
  const [clip, file] = call.inputs
  expect(clip).toMatchObject({ sampleRate: 8000, channels: [{ length: 4000 }] })
  expect(file).toMatchObject({ name: 'notes.txt', size: 2 })
})

test('a file that is none of those that are taken is refused by name', async () => {
  const demo = open()
  await expect.element(run()).toBeVisible()
  const input = page.getByLabelText('Notes', { exact: true }).element()
  const place = input.closest('fieldset')
  const dropped = new DataTransfer()
  dropped.items.add(new File(['x'], 'virus.exe'))
  place?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: dropped }))
  await expect.element(page.getByRole('alert')).toHaveTextContent('“virus.exe” is none of .txt')
  await run().click()
  expect(demo.calls).toHaveLength(0)
})

test('a file that is no sound says so and leaves what was there', async () => {
  open()
  await userEvent.upload(page.getByLabelText('Voice', { exact: true }), wav)
  await expect.element(page.getByText('0.50 s · 8 kHz · mono')).toBeVisible()
  await userEvent.upload(page.getByLabelText('Voice', { exact: true }), notes)
  await expect.element(page.getByRole('alert')).toHaveTextContent('no sound that the browser can read')
  await expect.element(page.getByText('0.50 s · 8 kHz · mono')).toBeVisible()
})

test('each output is shown by its kind, and those that come later say so', async () => {
  const { at } = await runFilled(open())
  at({ phase: 'working', outputs: ['one', undefined, undefined, undefined] })
  await expect.element(result()).toHaveTextContent(/Words.*one.*Echo.*Nothing yet\..*Report.*Nothing yet\./s)
  expect(result().element().textContent).not.toContain('State')
  const report = new File(['0123456789'], 'report.html', { type: 'text/html' })
  at({ phase: 'done', outputs: ['two', undefined, tone(8000), report] })
  await expect.element(result()).toHaveTextContent('1.00 s · 8 kHz · mono')
  const link = result().getByRole('link', { name: /report\.html/ })
  await expect.element(link).toHaveTextContent('10 B')
  await expect.element(link).toHaveAttribute('download', 'report.html')
  // Opened in a tab it would be a page of this site: it can only be saved.
  const href = link.element().getAttribute('href') ?? ''
  expect((await (await fetch(href)).blob()).type).toBe('application/octet-stream')
})

test('what is no sound and no file is told, not played', async () => {
  const { at } = await runFilled(open())
  at({ phase: 'done', outputs: ['x', undefined, { sampleRate: 8000, channels: [] }, 'report'] })
  await expect
    .element(result())
    .toHaveTextContent(/takes \{ sampleRate, channels \}.*takes a File or a Blob/s)
})

test('a call draws on a canvas of its own, which keeps its last frame; the next try and the next call get others', async () => {
  const demo = open()
  const { call, at } = await runFilled(demo)
  const drawn = () => result().getByRole('img', { name: 'Waves' })
  const first = call.options.canvas?.(2, 64, 32)
  expect(first).toMatchObject({ width: 64, height: 32 })
  await expect.element(drawn()).toBeVisible()
  const element = drawn().element()
  const again = call.options.canvas?.(2, 64, 32)
  expect(again).not.toBe(first)
  await expect.poll(() => drawn().element() !== element).toBe(true)
  const kept = drawn().element()
  at({ phase: 'done', outputs: ['x', undefined, undefined, undefined] })
  await expect.element(result()).toHaveAttribute('data-phase', 'done')
  expect(drawn().element()).toBe(kept)

  location.hash = '#/pool'
  await expect.element(page.getByRole('heading', { name: 'Pool' })).toBeVisible()
  location.hash = '#/d/all'
  await expect.element(drawn()).toBeVisible()
  expect(drawn().element()).toBe(kept)

  await run().click()
  await expect.element(drawn()).not.toBeInTheDocument()
})

test('a part is marked as one, with the time that it took', async () => {
  const { at } = await runFilled(open())
  const bill = {
    outcome: 'cancelled',
    queuedMs: 0,
    attachMs: 0,
    ranMs: 1200,
    chargedMs: 1200,
    creditMs: 0,
  } as const
  at({
    phase: 'failed',
    partial: true,
    outputs: ['half', undefined, undefined, undefined],
    leases: [fakeLease({ stage: 'settled', startedAt: 0, bill })],
    error: { code: 'Cancelled', message: 'stopped', wayOut: '', figures: {}, stack: '' },
  })
  await expect.element(result()).toHaveTextContent('Partial: stopped after 1.20 s on the GPU.')
  await expect.element(result()).toHaveTextContent('half')
})

test('the log tells when, how bad, and of which run; the newest line is in sight', async () => {
  const demo = open()
  const { call } = await runFilled(demo)
  const at = new Date(2026, 0, 2, 14, 3, 7, 52).getTime()
  const line = (text: string, of: string | undefined): LogLine => ({ level: 'warn', text, at, call: of })
  const many = Array.from({ length: 50 }, (_, index) => line(`mine ${index}`, call.id))
  demo.state.setState({ log: [line('module', undefined), line('old', 'all-0'), ...many] })
  const log = page.getByRole('log')
  await expect.element(log).toHaveTextContent('14:03:07.052warnmine 49')
  const runs = [...log.element().children].map((child) => child.getAttribute('data-run'))
  expect(runs.slice(0, 3)).toEqual(['none', 'earlier', 'this'])
  const { scrollTop, scrollHeight, clientHeight } = log.element()
  expect(scrollTop + clientHeight).toBeGreaterThan(scrollHeight - 2)
})

test('a stack has the lines of the handler in front, folded', async () => {
  const { at } = await runFilled(open())
  const stack = 'RangeError: no\n    at tell (sublet:///all/handler.ts:12:5)\n    at run (blob:null/1:2:3)'
  at({ phase: 'failed', error: { code: 'HandlerFailed', message: 'no', wayOut: '', figures: {}, stack } })
  const summary = result().getByText('handler.ts:12:5').first()
  await expect.element(summary).toBeVisible()
  await expect.element(result().getByText('at tell (handler.ts:12:5)')).not.toBeVisible()
  await summary.click()
  await expect.element(result().getByText('at tell (handler.ts:12:5)')).toBeVisible()
})
