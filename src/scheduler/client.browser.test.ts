import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SubletError, toWire } from '../protocol/errors'
import { createTestTab, type TestTab } from './tab.fixture'

/** The scheduler's end of the port, played by the test. */
let scheduler: MessagePort
let received: unknown[]
let fail: (error: SubletError) => void
let tab: TestTab
let die = (): void => {}

beforeEach(() => {
  const { port1, port2 } = new MessageChannel()
  scheduler = port1
  received = []
  scheduler.onmessage = (event) => received.push(event.data)
  tab = createTestTab((failed) => {
    fail = failed
    return port2
  }, 'tested')
})
afterEach(() => {
  tab.client.close()
  scheduler.close()
  die()
})

/** Answers its hello, as a scheduler that lives until the test ends. */
async function welcome(): Promise<void> {
  await vi.waitFor(() => expect(received).toMatchObject([{ type: 'hello' }]))
  const lock = `scheduler ${crypto.randomUUID()}`
  const dead = Promise.withResolvers<void>()
  die = dead.resolve
  await new Promise<void>((held) => {
    void navigator.locks.request(lock, () => {
      held()
      return dead.promise
    })
  })
  scheduler.postMessage({ type: 'welcome', protocol: 1, lock })
}

test('hello is the first message, and the lock is held by then', async () => {
  await vi.waitFor(() => expect(received).toHaveLength(1))
  expect(received).toMatchObject([
    { type: 'hello', protocol: 1, tab: 'tested.1', lock: 'tab tested.1', budgetBytes: 1_000 },
  ])
  const { held } = await navigator.locks.query()
  expect(held?.map((lock) => lock.name)).toContain('tab tested.1')
})

test('nothing is asked of a scheduler that has not answered: it may be one that is given up', async () => {
  tab.client.visitAs('free')
  tab.call({ runner: 'r' })
  await welcome()
  await vi.waitFor(() => expect(received).toHaveLength(3))
  expect(received).toMatchObject([
    { type: 'hello' },
    { type: 'visitAs', tier: 'free' },
    { type: 'request', request: 'r1', runner: 'r' },
  ])
})

test('a client that is closed before it had its lock gives it up and says nothing', async () => {
  tab.client.close()
  // Granted only when the client has let go of it.
  await navigator.locks.request('tab tested.1', () => undefined)
  expect(received).toEqual([])
})

test('a scheduler that does not want this tab ends what is pending with its reason', async () => {
  const call = tab.call()
  const error = new SubletError('ProtocolMismatch', 'two versions')
  scheduler.postMessage({ type: 'unwelcome', error: toWire(error) })
  expect(await tab.refused).toMatchObject({ code: 'ProtocolMismatch', message: 'two versions' })
  expect(await call.refused).toMatchObject({ code: 'ProtocolMismatch' })
  expect(await tab.call().refused).toMatchObject({ code: 'ProtocolMismatch' })
})

test('a worker that does not load ends what is pending', async () => {
  const call = tab.call()
  fail(new SubletError('ProtocolMismatch', 'scheduler.js did not load'))
  expect(await call.refused).toMatchObject({ message: 'scheduler.js did not load' })
})

test('a report before the grant is a mistake of the caller', () => {
  const { handle } = tab.call()
  expect(() => handle.started(1)).toThrow('r1 holds no lease')
})

test('each request ends once, and nothing is reported after that', async () => {
  await welcome()
  const call = tab.call()
  scheduler.postMessage({ type: 'granted', request: 'r1', lease: 7, seconds: 10, sliceBytes: 1, queuedMs: 0 })
  await call.granted
  call.handle.started(5)
  const bill = { outcome: 'completed', queuedMs: 0, attachMs: 1, ranMs: 2, chargedMs: 2, creditMs: 0 }
  scheduler.postMessage({ type: 'settled', request: 'r1', lease: 7, ...bill })
  scheduler.postMessage({ type: 'settled', request: 'r1', lease: 7, ...bill })
  scheduler.postMessage({ type: 'abort', request: 'r1', lease: 7, reason: 'overrun' })
  expect(await call.settled).toEqual(bill)
  call.handle.settle('completed')
  call.handle.cancel()
  tab.client.visitAs('pro')
  await vi.waitFor(() => expect(received.at(-1)).toMatchObject({ type: 'visitAs' }))
  expect(received).toMatchObject([
    { type: 'hello' },
    { type: 'request' },
    { type: 'started' },
    { type: 'visitAs' },
  ])
  expect(call.words).toEqual(['granted', 'settled'])
})

test('demotions and what is malformed are handed on', async () => {
  scheduler.postMessage({ type: 'demote', runner: 'r', to: 'cool' })
  scheduler.postMessage({ type: 'grant' })
  await vi.waitFor(() => expect(tab.words).toHaveLength(2))
  expect(tab.words[0]).toBe('demote r to cool')
  expect(tab.words[1]).toMatch(/^malformed: type/)
})
