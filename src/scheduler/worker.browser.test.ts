import { afterEach, describe, expect, test } from 'vitest'
import type { LedgerExtract } from '../protocol/ledger'
import { joinLobby } from '../protocol/lobby'
import { createTestTab, type TestTab } from './tab.fixture'

const SCRIPT = new URL('./worker.ts', import.meta.url)

const tabs: TestTab[] = []
const ends: (() => void)[] = []
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.client.close()
  for (const end of ends.splice(0)) end()
})

interface Site {
  openTab(): TestTab
  port(): MessagePort | ReturnType<typeof joinLobby>
}

/** A scheduler of its own for each test, on a database of its own. */
function siteOf(kind: 'SharedWorker' | 'elected worker'): Site & { kill(nth: number): void } {
  const name = `scheduler-${crypto.randomUUID()}`
  const workers: Worker[] = []
  ends.push(() => {
    for (const worker of workers) worker.terminate()
    indexedDB.deleteDatabase(name)
  })
  const port = () =>
    kind === 'SharedWorker' ? new SharedWorker(SCRIPT, { type: 'module', name }).port : joinLobby(name)
  return {
    port,
    openTab() {
      if (kind === 'elected worker') workers.push(new Worker(SCRIPT, { type: 'module', name }))
      const tab = createTestTab(port)
      tabs.push(tab)
      return tab
    },
    kill: (nth) => workers[nth]?.terminate(),
  }
}

describe.each(['SharedWorker', 'elected worker'] as const)('in a real %s', (kind) => {
  test('two tabs share one pool, and a dead one gives its slots to the other', async () => {
    const { openTab } = siteOf(kind)
    const [one, other] = [openTab(), openTab()]
    const held = one.call({ size: 'xlarge' })
    const grant = await held.granted
    const waiting = other.call()
    held.handle.started(1)
    one.client.close()
    expect((await waiting.granted).lease).toBeGreaterThan(grant.lease)
    waiting.handle.started(1)
    waiting.handle.settle('completed')
    expect(await waiting.settled).toMatchObject({ outcome: 'completed' })
  })

  test('a page of another version is refused with the way out, and disturbs nobody', async () => {
    const { openTab, port } = siteOf(kind)
    const tab = openTab()
    const call = tab.call()
    await call.granted
    const newer = port()
    const answer = new Promise((resolve) => {
      newer.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data))
    })
    newer.start?.()
    newer.postMessage({ type: 'hello', protocol: 99, tab: 'newer', lock: 'newer', budgetBytes: 1 }, [])
    expect(await answer).toMatchObject({
      type: 'unwelcome',
      error: { code: 'ProtocolMismatch', wayOut: 'Close or reload the other tabs of this site.' },
    })
    call.handle.started(1)
    call.handle.settle('completed')
    expect(await call.settled).toMatchObject({ outcome: 'completed' })
  })
})

test('when the elected worker dies, that of another tab takes over where the ledger ends', async () => {
  const { openTab, kill } = siteOf('elected worker')
  const first = openTab()
  const done = first.call()
  await done.granted
  done.handle.started(1)
  done.handle.settle('completed')
  const { chargedMs } = await done.settled

  const other = openTab()
  const held = other.call({ size: 'xlarge' })
  await held.granted
  const waits = first.call()
  await written(first)
  kill(0)
  expect(await held.settled).toMatchObject({ outcome: 'lost', chargedMs: 0 })
  expect((await waits.granted).lease).toBe(3)
  first.pools.length = 0
  waits.handle.started(1)
  await expect.poll(() => first.pools.at(-1)?.quota.usedMs).toBe(chargedMs)
  expect(await written(first)).toMatchObject([
    { lease: 1, outcome: 'completed', chargedMs },
    { lease: 2, outcome: 'lost', chargedMs: 0 },
  ])
  // The first of the three is dead, so is the second after this: the third one's turn.
  openTab()
  kill(1)
  expect(await waits.settled).toMatchObject({ outcome: 'lost' })
  expect((await other.call().granted).lease).toBe(4)
})

test('two sites of one origin share one pool; when the elected one goes, the other takes over', async () => {
  const name = `scheduler-${crypto.randomUUID()}`
  ends.push(() => indexedDB.deleteDatabase(name))
  // A worker of another URL is another worker. That of the first site can be ended, as with its last tab.
  const elected = new Worker(SCRIPT, { type: 'module', name })
  const other = new URL(SCRIPT)
  other.search = '?other'
  const first = createTestTab(() => joinLobby(name))
  await first.connected
  const second = createTestTab(() => new SharedWorker(other, { type: 'module', name }).port)
  tabs.push(first, second)
  const held = first.call({ size: 'xlarge' })
  await held.granted
  const waits = second.call()
  await second.connected
  expect(waits.words).not.toContain('granted')
  held.handle.started(1)
  held.handle.settle('completed')
  const { lease } = await waits.granted
  waits.handle.started(1)
  await written(second)
  elected.terminate()
  expect(await waits.settled).toMatchObject({ outcome: 'lost' })
  // In the same ledger.
  expect((await second.call().granted).lease).toBeGreaterThan(lease)
})

/**
 * What a worker has posted it may not have written yet (docs/decisions/0001), and with it dies what the browser has
 * not carried out. The ledger is read behind all that.
 */
async function written({ client }: TestTab): Promise<LedgerExtract['rows']> {
  const extract = await client.ledger({ since: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY })
  return extract.rows
}
