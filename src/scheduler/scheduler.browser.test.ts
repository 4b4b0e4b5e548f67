import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { NOTHING_SAVED } from './core/state'
import { createScheduler, type Scheduler } from './scheduler'
import { createTestEnvironment, createTestTab, type TestTab } from './tab.fixture'

let environment: ReturnType<typeof createTestEnvironment>
let scheduler: Scheduler
let tabs: TestTab[]

beforeEach(() => {
  environment = createTestEnvironment()
  scheduler = createScheduler(environment, NOTHING_SAVED)
  tabs = []
})
afterEach(() => {
  for (const tab of tabs) tab.client.close()
  scheduler.close()
})

function port(): MessagePort {
  const { port1, port2 } = new MessageChannel()
  scheduler.connect(port2)
  return port1
}

function openTab(id?: string): TestTab {
  const tab = createTestTab(port, id)
  tabs.push(tab)
  return tab
}

/** The next message at a bare port. */
function answer(at: MessagePort): Promise<unknown> {
  return new Promise((resolve) => {
    at.onmessage = (event) => resolve(event.data)
  })
}

describe('a call', () => {
  test('is granted, runs and is settled; the ledger hears of it before and after', async () => {
    const call = openTab().call({ seconds: 5 })
    const grant = await call.granted
    expect(grant).toMatchObject({ lease: 1, seconds: 5, sliceBytes: 500 })
    expect(environment.ledger.reserve).toHaveBeenCalledOnce()
    expect(environment.ledger.settle).not.toHaveBeenCalled()
    call.handle.attaching(5, 10)
    call.handle.started(100)
    call.handle.settle('completed')
    const bill = await call.settled
    expect(bill).toMatchObject({ outcome: 'completed' })
    expect(bill.chargedMs).toBe(bill.ranMs)
    expect(environment.ledger.settle).toHaveBeenCalledOnce()
    expect(environment.report).not.toHaveBeenCalled()
  })

  test('is granted before a snapshot shows it', async () => {
    const tab = openTab()
    await vi.waitFor(() => expect(tab.pools).toHaveLength(1))
    tab.call()
    await vi.waitFor(() => expect(tab.pools.at(-1)?.holders).toHaveLength(1))
    expect(tab.words).toEqual(['pool', 'granted', 'pool'])
  })

  test('that waits is told its place, and gets its turn', async () => {
    const tab = openTab()
    const holder = tab.call({ size: 'xlarge' })
    const first = tab.call()
    const second = tab.call({ seconds: 20 })
    await vi.waitFor(() => expect(second.words).toEqual(['queued 2']))
    expect(first.words).toEqual(['queued 1'])
    await holder.granted
    holder.handle.settle('lost')
    await Promise.all([first.granted, second.granted])
  })

  test('that overruns is aborted by the timer', async () => {
    const call = openTab().call({ seconds: 0.05 })
    await call.granted
    call.handle.started(1)
    expect(await call.aborted).toBe('overrun')
    call.handle.aborted()
    expect(await call.settled).toMatchObject({ outcome: 'overran', ranMs: 50, chargedMs: 50 })
  })

  test('with a duration that is no number is refused with a typed error', async () => {
    expect(await openTab().call({ seconds: Number.NaN }).refused).toMatchObject({ code: 'IllegalDuration' })
  })

  test('can be cancelled before the answer came', async () => {
    const tab = openTab()
    tab.call({ size: 'xlarge' })
    const call = tab.call()
    call.handle.cancel()
    expect(await call.refused).toMatchObject({ code: 'Cancelled' })
  })
})

describe('the life of a tab', () => {
  test('a tab whose lock is released loses its slots to the next at once', async () => {
    const dying = openTab()
    const held = dying.call({ size: 'xlarge' })
    await held.granted
    const next = openTab().call()
    const since = performance.now()
    dying.client.close()
    await next.granted
    expect(performance.now() - since).toBeLessThan(150)
    expect(environment.ledger.settle.mock.calls[0]?.[0]).toMatchObject({ outcome: 'lost', chargedMs: 0 })
  })

  test('closing a client refuses what is pending, whatever its state', async () => {
    const tab = openTab()
    const granted = tab.call({ size: 'xlarge' })
    await granted.granted
    const queued = tab.call()
    tab.client.close()
    expect(await granted.refused).toMatchObject({ code: 'Cancelled' })
    expect(await queued.refused).toMatchObject({ code: 'Cancelled' })
    expect(await tab.call().refused).toMatchObject({ code: 'Cancelled' })
    // Too late to have an effect, too innocent to throw.
    granted.handle.settle('completed')
  })
})

describe('the handshake', () => {
  const hello = { type: 'hello', protocol: 1, tab: 'x', lock: 'lock of x', budgetBytes: 1 }

  test.each([
    ['another protocol number', { ...hello, protocol: 2 }],
    ['a first message in other words', { type: 'hi', version: '3.0' }],
  ])('%s is a typed refusal', async (_, message) => {
    const bare = port()
    bare.postMessage(message)
    expect(await answer(bare)).toMatchObject({
      type: 'unwelcome',
      error: { code: 'ProtocolMismatch', wayOut: 'Close or reload the other tabs of this site.' },
    })
  })

  test('an id that is in use is refused, and its owner is not disturbed', async () => {
    const owner = openTab('same')
    await owner.connected
    const bare = port()
    bare.postMessage({ ...hello, tab: 'same' })
    expect(await answer(bare)).toMatchObject({ type: 'unwelcome' })
    await owner.call().granted
  })
})

describe('malformed and out-of-order messages', () => {
  test('are refused and change nothing', async () => {
    const watcher = openTab()
    const running = watcher.call()
    const grant = await running.granted
    running.handle.started(1)

    const lock = 'lock of the hostile tab'
    let release = (): void => {}
    void navigator.locks.request(lock, () => new Promise<void>((resolve) => (release = resolve)))
    const hostile = port()
    hostile.postMessage({ type: 'settle', lease: grant.lease, outcome: 'completed' })
    hostile.postMessage({ type: 'hello', protocol: 1, tab: 'hostile', lock, budgetBytes: 9e15 })
    const before = environment.ledger.settle.mock.calls.length
    const messages: unknown[] = [
      null,
      'settle',
      { type: 'constructor' },
      { type: 'settle', lease: grant.lease, outcome: 'completed' },
      { type: 'settle', lease: grant.lease, outcome: 'overran' },
      { type: 'aborted', lease: -1 },
      { type: 'started', lease: 99, held: 1 },
      { type: 'attaching', lease: '1', loaded: 1, total: 1 },
      { type: 'request', request: '', runner: 'r', demo: 'd', fn: 'f', seconds: 1, size: 'large' },
      { type: 'request', request: 'r', runner: 'r', demo: 'd', fn: 'f', seconds: '1', size: 'large' },
      { type: 'hello', protocol: 1, tab: 'another', lock, budgetBytes: 1 },
      { type: 'visitAs', tier: '__proto__' },
    ]
    for (const message of messages) hostile.postMessage(message)
    await vi.waitFor(() => expect(environment.report).toHaveBeenCalledTimes(messages.length + 1))
    expect(environment.ledger.settle.mock.calls).toHaveLength(before)
    expect(running.words).toEqual(['granted'])
    await vi.waitFor(() => expect(watcher.pools.at(-1)).toMatchObject({ holders: [{ state: 'running' }] }))
    expect(watcher.pools.at(-1)).toMatchObject({ budgetBytes: 1_000, queue: [] })
    hostile.close()
    release()
  })
})
