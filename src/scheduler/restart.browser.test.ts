import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { MessageEndpoint } from '../protocol/port'
import { type Ledger, openLedger } from './ledger'
import { createScheduler, type Scheduler } from './scheduler'
import { createTestEnvironment, createTestTab, type TestTab } from './tab.fixture'

// The scheduler dies and another takes over, on the same ledger. Here both live in the test's own thread; the death
// of a real SharedWorker is in e2e/chaos.spec.ts, that of an elected worker in worker.browser.test.ts.

interface Life {
  scheduler: Scheduler
  ledger: Ledger
  environment: Awaited<ReturnType<typeof createTestEnvironment>>
}

let database: string
let life: Life
let tabs: TestTab[]

beforeEach(async () => {
  database = `restart-${crypto.randomUUID()}`
  tabs = []
  life = await begin()
})
afterEach(() => {
  for (const tab of tabs) tab.client.close()
  end(life)
  indexedDB.deleteDatabase(database)
})

async function begin(): Promise<Life> {
  const environment = await createTestEnvironment()
  const { ledger, saved } = await openLedger({ database, wall: Date.now, failed: environment.report })
  return { environment, ledger, scheduler: createScheduler({ ...environment, ledger }, saved) }
}

/** As a thread that is gone: nothing more is said or written. */
function end({ scheduler, environment }: Life): void {
  scheduler.close()
  environment.die()
}

/** The port of the one that lives when it is asked for. */
function connect(): MessageEndpoint {
  const { port1, port2 } = new MessageChannel()
  life.scheduler.connect(port2)
  return port1
}

function openTab(open = connect): TestTab {
  const tab = createTestTab(open)
  tabs.push(tab)
  return tab
}

async function restart(): Promise<void> {
  const old = life
  old.scheduler.close()
  life = await begin()
  old.environment.die()
}

test('what waited is asked again under the same handle, and nothing of it is seen', async () => {
  const holder = openTab().call({ size: 'xlarge' })
  await holder.granted
  const tab = openTab()
  const waits = tab.call({ size: 'xlarge' })
  await vi.waitFor(() => expect(waits.words).toEqual(['queued 1']))
  await restart()
  const grant = await waits.granted
  expect(grant.lease).toBe(2)
  waits.handle.started(1)
  waits.handle.settle('completed')
  expect(await waits.settled).toMatchObject({ outcome: 'completed' })
  expect(waits.words).toEqual(['queued 1', 'granted', 'settled'])
  expect(tab.words).toContain('lost')
})

test('what waited is not made to wait from the beginning', async () => {
  await openTab().call({ size: 'xlarge' }).granted
  const waits = openTab().call({ demo: 'again' })
  const askedAt = performance.now()
  await vi.waitFor(() => expect(waits.words).toEqual(['queued 1']))
  const old = life
  old.scheduler.close()
  life = await begin()
  const watcher = openTab()
  await watcher.call({ size: 'xlarge' }).granted
  const waitedMs = performance.now() - askedAt
  old.environment.die()
  await vi.waitFor(() => expect(watcher.pools.at(-1)?.queue).toMatchObject([{ demo: 'again' }]))
  expect(watcher.pools.at(-1)?.queue[0]?.waitedMs).toBeGreaterThanOrEqual(waitedMs)
})

test('what had a lease is aborted and settled as lost, once, and costs nothing', async () => {
  const call = openTab().call()
  await call.granted
  call.handle.started(1)
  await restart()
  expect(await call.aborted).toBe('lost')
  expect(await call.settled).toMatchObject({ outcome: 'lost', ranMs: 0, chargedMs: 0 })
  // What its host says of it now means nothing to anyone.
  call.handle.aborted()
  call.handle.settle('completed')
  call.handle.cancel()
  const next = openTab().call()
  expect((await next.granted).lease).toBe(2)
  expect(call.words).toEqual(['granted', 'abort', 'settled'])
  expect(life.environment.report).not.toHaveBeenCalled()
})

test('a lease of the earlier scheduler is fenced: its number means nothing to the next', async () => {
  const frozen = openTab().call({ size: 'xlarge' })
  const old = await frozen.granted
  await restart()
  await frozen.settled
  const now = openTab().call({ size: 'xlarge' })
  expect((await now.granted).lease).toBeGreaterThan(old.lease)
  const late = connect()
  const lock = `late ${crypto.randomUUID()}`
  const alive = new AbortController()
  void navigator.locks.request(lock, () => new Promise((give) => (alive.signal.onabort = give)))
  late.postMessage({ type: 'hello', protocol: 1, tab: 'late', lock, budgetBytes: 1 }, [])
  late.postMessage({ type: 'settle', lease: old.lease, outcome: 'completed' }, [])
  const told = new Promise<unknown>((give) => late.addEventListener('message', (event) => give(event.data)))
  late.start?.()
  expect(await told).toMatchObject({ type: 'welcome' })
  await vi.waitFor(() => expect(tabs.at(-1)?.pools.at(-1)).toMatchObject({ holders: [{ lease: 2 }] }))
  alive.abort()
  late.close?.()
})

test('a call that was cancelled as the scheduler died ends as cancelled', async () => {
  const tab = openTab()
  await tab.call({ size: 'xlarge' }).granted
  const waits = tab.call()
  await vi.waitFor(() => expect(waits.words).toEqual(['queued 1']))
  // Deaf from here on: the cancel is never heard.
  life.scheduler.close()
  waits.handle.cancel()
  await restart()
  expect(await waits.refused).toMatchObject({ code: 'Cancelled' })
})

test('what is asked for while there is no scheduler waits for the next one', async () => {
  const tab = openTab()
  await tab.connected
  life.scheduler.close()
  const call = tab.call()
  await restart()
  await call.granted
})

test('a question to the ledger that was open is answered by the next scheduler, which has settled what was lost', async () => {
  const tab = openTab()
  await tab.call({ demo: 'interrupted' }).granted
  life.scheduler.close()
  const asked = tab.client.ledger({ since: 0, until: Number.POSITIVE_INFINITY })
  await restart()
  expect((await asked).rows).toMatchObject([{ lease: 1, demo: 'interrupted', outcome: 'lost', chargedMs: 0 }])
})

test('the next scheduler is told again what is on the GPU, and as whom the tab visits', async () => {
  const tab = openTab()
  tab.client.visitAs('free')
  tab.client.residency({ runner: 'r', demo: 'kept', level: 'warm', held: 300 })
  tab.client.residency({ runner: 's', demo: 'ended', level: 'warm', held: 300 })
  tab.client.residency({ runner: 's', demo: 'ended', level: 'gone', held: 0 })
  await vi.waitFor(() => expect(tab.pools).toHaveLength(1))
  tab.pools.length = 0
  await restart()
  await vi.waitFor(() =>
    expect(tab.pools.at(-1)).toMatchObject({
      quota: { tier: 'free' },
      residents: [{ runner: 'r', demo: 'kept', level: 'warm', held: 300 }],
    }),
  )
})

test('a scheduler that never answers is left for another', async () => {
  let opened = 0
  const tab = openTab(() => {
    opened += 1
    return opened < 3 ? new MessageChannel().port1 : connect()
  })
  const call = tab.call()
  await call.granted
  expect(opened).toBe(3)
  expect(call.words).toEqual(['granted'])
})

test('a caller may ask for something new in the moment in which it hears of the loss', async () => {
  const tab = openTab()
  const again = Promise.withResolvers<number>()
  const ask = (retry: () => void) =>
    tab.client.request(
      { runner: 'r', demo: 'demo', fn: 'fn', seconds: 1, size: 'large' },
      {
        queued() {},
        granted: ({ lease }) => {
          if (lease > 1) again.resolve(lease)
        },
        abort: () => retry(),
        refused: again.reject,
        settled() {},
      },
    )
  ask(() => ask(() => undefined))
  await vi.waitFor(() => expect(tab.pools.at(-1)?.holders).toHaveLength(1))
  await restart()
  expect(await again.promise).toBe(2)
})
