import { expect, test, vi } from 'vitest'
import { SubletError, toWire, type WireError } from '../../protocol/errors'
import { createFakeRunner } from '../host.fixture'
import { withReadableStacks } from './readable-runner'
import type { ReadableStack } from './stacks'

const BASE = 'sublet:///demo/'

function setUp(open: () => Promise<ReadableStack>) {
  const fake = createFakeRunner()
  const heard: unknown[] = []
  const opened = vi.fn(open)
  const runner = withReadableStacks(fake, BASE, opened)
  runner.listen({ message: (message) => heard.push(message), died: (error) => heard.push(error.code) })
  return { fake, runner, heard, opened }
}

function wire(stack: string): WireError {
  return toWire(new SubletError('HandlerFailed', 'no', { stack }))
}

const shortened: ReadableStack = (text) => text.replaceAll(BASE, '')

test('errors and log lines are made readable; what follows one waits behind it', async () => {
  const { fake, heard, opened } = setUp(async () => shortened)
  fake.say({ type: 'log', level: 'info', text: 'plain' })
  expect(heard).toMatchObject([{ text: 'plain' }])
  expect(opened).not.toHaveBeenCalled()
  fake.say({ type: 'threw', call: '1', error: wire(`at ${BASE}handler.ts:1:1`) })
  fake.say({ type: 'log', level: 'info', text: 'later' })
  fake.crash()
  expect(heard).toHaveLength(1)
  await vi.waitFor(() => expect(heard).toHaveLength(4))
  expect(heard.slice(1)).toMatchObject([
    { type: 'threw', error: { stack: 'at handler.ts:1:1' } },
    { text: 'later' },
    'RunnerCrashed',
  ])
  expect(opened).toHaveBeenCalledTimes(1)
})

test('once the maps are there nothing waits', async () => {
  const { fake, heard } = setUp(async () => shortened)
  const error = { ...wire(`at ${BASE}handler.ts:1:1`), wayOut: `Change ${BASE}handler.ts:1:1.` }
  fake.say({ type: 'loadFailed', error })
  await vi.waitFor(() => expect(heard).toHaveLength(1))
  expect(heard).toMatchObject([{ error: { stack: 'at handler.ts:1:1', wayOut: 'Change handler.ts:1:1.' } }])
  fake.say({ type: 'log', level: 'error', text: `Error at ${BASE}handler.ts:2:1` })
  expect(heard.at(-1)).toMatchObject({ text: 'Error at handler.ts:2:1' })
})

test('without the maps the texts stay as they are', async () => {
  const { fake, heard } = setUp(() => Promise.reject(new Error('no network')))
  fake.say({ type: 'threw', call: '1', error: wire(`at ${BASE}handler.ts:1:1`) })
  await vi.waitFor(() => expect(heard).toMatchObject([{ error: { stack: `at ${BASE}handler.ts:1:1` } }]))
})

test('what is posted reaches the runner itself', () => {
  const { fake, runner } = setUp(async () => shortened)
  runner.post({ type: 'cancel', call: '1' })
  expect(fake.count('cancel')).toBe(1)
})
