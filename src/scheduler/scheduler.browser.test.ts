import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { joinLobby, openLobby } from '../protocol/lobby'
import type { MessageEndpoint } from '../protocol/port'
import { NOTHING_SAVED } from './core/state'
import { createScheduler, type Scheduler } from './scheduler'
import { createTestEnvironment, createTestTab, type TestTab } from './tab.fixture'

interface Transport {
  open(): MessageEndpoint
  close(): void
}

const transports: Record<string, (scheduler: Scheduler) => Transport> = {
  MessageChannel: (scheduler) => ({
    open() {
      const { port1, port2 } = new MessageChannel()
      scheduler.connect(port2)
      return port1
    },
    close() {},
  }),
  BroadcastChannel(scheduler) {
    const name = crypto.randomUUID()
    const lobby = openLobby(name, scheduler.connect)
    return { open: () => joinLobby(name), close: lobby.close }
  },
}

describe.each(Object.entries(transports))('over a %s', (_, connect) => {
  let environment: Awaited<ReturnType<typeof createTestEnvironment>>
  let scheduler: Scheduler
  let transport: Transport
  let tabs: TestTab[]

  beforeEach(async () => {
    environment = await createTestEnvironment()
    scheduler = createScheduler(environment, NOTHING_SAVED)
    transport = connect(scheduler)
    tabs = []
  })
  afterEach(() => {
    for (const tab of tabs) tab.client.close()
    transport.close()
    scheduler.close()
    environment.die()
  })

  function openTab(id?: string): TestTab {
    const tab = createTestTab(transport.open, id)
    tabs.push(tab)
    return tab
  }

  /** An endpoint without a client. */
  function bare(): { post(message: unknown): void; answer: Promise<unknown>; close(): void } {
    const endpoint = transport.open()
    const answer = new Promise((resolve) => {
      endpoint.addEventListener('message', (event) => resolve(event.data))
    })
    endpoint.start?.()
    return { answer, post: (message) => endpoint.postMessage(message, []), close: () => endpoint.close?.() }
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

  describe('a question to the ledger', () => {
    const range = { since: 1, until: 2 }

    test('is answered, without the core', async () => {
      expect(await openTab().client.ledger(range)).toEqual({ rows: [], days: [] })
      expect(environment.ledger.read).toHaveBeenCalledExactlyOnceWith(range)
    })

    test('fails with the storage, and with the client', async () => {
      const { client } = openTab()
      environment.ledger.read.mockRejectedValueOnce(new DOMException('no room', 'QuotaExceededError'))
      await expect(client.ledger(range)).rejects.toMatchObject({ code: 'StorageFull' })
      const unanswered = client.ledger(range)
      client.close()
      await expect(unanswered).rejects.toMatchObject({ code: 'Cancelled' })
      await expect(client.ledger(range)).rejects.toMatchObject({ code: 'Cancelled' })
    })
  })

  describe('a tab that does not answer', () => {
    test('is fenced 2 s after its overrun, and what it says then changes nothing', async () => {
      const frozen = bare()
      const lock = `lock of the frozen tab ${crypto.randomUUID()}`
      let thaw = (): void => {}
      void navigator.locks.request(lock, () => new Promise<void>((resolve) => (thaw = resolve)))
      const asked = { runner: 'r', demo: 'demo', fn: 'fn', seconds: 0.05, size: 'xlarge' }
      frozen.post({ type: 'hello', protocol: 1, tab: 'frozen', lock, budgetBytes: 1_000 })
      frozen.post({ type: 'request', request: '1', ...asked })
      frozen.post({ type: 'started', lease: 1, held: 1 })
      await frozen.answer
      const since = performance.now()
      const next = openTab().call({ size: 'xlarge' })
      await next.granted
      // 50 ms of its own, then 2 s to confirm the abort.
      expect(performance.now() - since).toBeGreaterThan(2_000)
      expect(performance.now() - since).toBeLessThan(2_500)
      expect(environment.ledger.settle.mock.calls).toMatchObject([
        [{ lease: 1, outcome: 'overran', ranMs: 50, chargedMs: 100 }, {}],
      ])
      frozen.post({ type: 'attaching', lease: 1, loaded: 1, total: 2 })
      frozen.post({ type: 'started', lease: 1, held: 1 })
      frozen.post({ type: 'settle', lease: 1, outcome: 'completed' })
      frozen.post({ type: 'aborted', lease: 1 })
      // It is heard after all four.
      frozen.post({ type: 'visitAs', tier: 'free' })
      await vi.waitFor(() => expect(environment.ledger.keepTier).toHaveBeenCalledOnce())
      expect(environment.ledger.settle).toHaveBeenCalledOnce()
      next.handle.started(1)
      next.handle.settle('completed')
      expect(await next.settled).toMatchObject({ outcome: 'completed' })
      expect(environment.report).not.toHaveBeenCalled()
      thaw()
      frozen.close()
    })
  })

  describe('the handshake', () => {
    const hello = { type: 'hello', protocol: 1, tab: 'x', lock: 'lock of x', budgetBytes: 1 }

    test.each([
      ['another protocol number', { ...hello, protocol: 2 }],
      ['a first message in other words', { type: 'hi', version: '3.0' }],
    ])('%s is a typed refusal', async (_, message) => {
      const stranger = bare()
      stranger.post(message)
      expect(await stranger.answer).toMatchObject({
        type: 'unwelcome',
        error: { code: 'ProtocolMismatch', wayOut: 'Close or reload the other tabs of this site.' },
      })
    })

    test('an id that is in use is refused, and its owner is not disturbed', async () => {
      const owner = openTab('same')
      await owner.connected
      const stranger = bare()
      stranger.post({ ...hello, tab: 'same.1' })
      expect(await stranger.answer).toMatchObject({ type: 'unwelcome' })
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
      const hostile = bare()
      hostile.post({ type: 'settle', lease: grant.lease, outcome: 'completed' })
      hostile.post({ type: 'hello', protocol: 1, tab: 'hostile', lock, budgetBytes: 9e15 })
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
      for (const message of messages) hostile.post(message)
      await vi.waitFor(() => expect(environment.report).toHaveBeenCalledTimes(messages.length + 1))
      expect(environment.ledger.settle.mock.calls).toHaveLength(before)
      expect(running.words).toEqual(['granted'])
      await vi.waitFor(() => expect(watcher.pools.at(-1)).toMatchObject({ holders: [{ state: 'running' }] }))
      expect(watcher.pools.at(-1)).toMatchObject({ budgetBytes: 1_000, queue: [] })
      hostile.close()
      release()
    })
  })
})
