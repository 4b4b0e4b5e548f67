import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { InterfaceSpec } from '../../host/types'
import { fakeHost } from '../host.fixture'
import { createLive } from './live'
import { createSession } from './session'

const spec: InterfaceSpec = {
  title: 'Live',
  description: '',
  inputs: [
    { kind: 'textbox', label: 'Text', lines: 1, value: '' },
    { kind: 'number', label: 'Count', value: 1 },
  ],
  outputs: [{ kind: 'textbox', lines: 1, value: '' }],
  gpu: [],
  live: true,
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function open() {
  const demo = fakeHost({ specs: { live: spec } }).demo('live')
  if (demo === undefined) throw new Error('the fake host has no such demo')
  await demo.start()
  const session = createSession(demo)
  const live = createLive(session)
  const type = (index: number, text: string) => {
    session.draft(index, text)
    vi.advanceTimersByTime(250)
  }
  return { demo, session, live, type, sent: () => demo.calls.map(({ inputs }) => inputs) }
}

test('runs after 250 ms of quiet, with the newest values', async () => {
  const { session, sent } = await open()
  session.draft(0, 'a')
  vi.advanceTimersByTime(249)
  session.draft(0, 'ab')
  vi.advanceTimersByTime(249)
  expect(sent()).toEqual([])
  vi.advanceTimersByTime(1)
  expect(sent()).toEqual([['ab', 1]])
})

test('one at a time: what changes meanwhile is run once, after it', async () => {
  const { demo, type, sent } = await open()
  type(0, 'one')
  type(0, 'two')
  type(0, 'three')
  expect(sent()).toEqual([['one', 1]])
  demo.calls[0]?.state.setState({ phase: 'done' })
  expect(sent()).toEqual([
    ['one', 1],
    ['three', 1],
  ])
  demo.calls[1]?.state.setState({ phase: 'done' })
  expect(sent()).toHaveLength(2)
})

test('what is not complete is not run, and not complained about', async () => {
  const { session, type, sent } = await open()
  type(1, '')
  expect(sent()).toEqual([])
  expect(session.state.getState().tried).toBe(false)
  type(1, '5')
  expect(sent()).toEqual([['', 5]])
})

test('a run that is stopped is not followed by another; nor is a form that is filled anew', async () => {
  const { demo, session, type, sent } = await open()
  type(0, 'one')
  type(0, 'two')
  const error = { code: 'Cancelled', message: '', wayOut: '', figures: {}, stack: '' } as const
  demo.calls[0]?.state.setState({ phase: 'failed', error })
  session.refill({ '0:textbox': 'from the history' }, undefined)
  vi.advanceTimersByTime(1000)
  expect(sent()).toHaveLength(1)
})

test('once closed it runs nothing', async () => {
  const { session, live, sent } = await open()
  session.draft(0, 'late')
  live.close()
  live.close()
  vi.advanceTimersByTime(1000)
  session.draft(0, 'later')
  vi.advanceTimersByTime(1000)
  expect(sent()).toEqual([])
})
