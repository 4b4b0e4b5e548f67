/** The composer of the tab's side: wires scheduler, staging, frame and demos. */
import { runtime } from 'virtual:sublet/runtime'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { SubletError, toWire } from '../protocol/errors'
import { createSchedulerClient, DEFAULT_SETTINGS } from '../scheduler/client'
import { afterIdle } from './after-idle'
import { connectWorker } from './connect'
import type { OpenDemo } from './demo'
import { createFrames, frameUrls } from './frames'
import { createModels, type ModelLibrary, refusedModels } from './models'
import { createOwnAccess } from './own/access'
import type { BundledDemo, OpenOwnDemos } from './own/demos'
import { type Runner, spawnRunner } from './runner'
import { createRunnerFiles } from './runner-files'
import { siteUrl } from './site'
import { createSpare } from './spare'
import { checkSupport, guessBudgetBytes } from './support'
import type { Host, PoolSettings, PoolState } from './types'

export interface HostOptions {
  /** Those that come with the site: an exported one has one, and would carry the cards of all if they were imported here. */
  demos: readonly BundledDemo[]
  /** These an exported site has otherwise (src/host/exported). */
  models?: ModelLibrary
  sandboxOrigins?: readonly string[]
  /** Whether the visitor keeps demos here. */
  own?: boolean
}

/** @throws SubletError never: a browser that lacks something gets a host whose `support` says what. */
export function createHost({
  demos: bundled,
  models = createModels(),
  sandboxOrigins = runtime.sandboxOrigins,
  own: keepsOwn = true,
}: HostOptions): Host {
  const support = checkSupport(window)
  const cards = bundled.map(({ card }) => card)
  const pool: StoreApi<PoolState> = createStore(() => ({
    connection: 'connecting',
    error: undefined,
    pool: undefined,
    receivedAt: 0,
  }))
  const defaults: PoolSettings = { ...DEFAULT_SETTINGS, budgetBytes: guessBudgetBytes(navigator) }
  if (!support.ok) return unsupportedHost(support, bundled, pool, defaults)

  const tab = crypto.randomUUID()
  const open = new Map<string, OpenDemo>()
  /** Of demos that were closed by themselves, until their runners have ended. */
  const leaving = new Set<Promise<void>>()
  const files = createRunnerFiles()
  const frames = createFrames(frameUrls(siteUrl('sandbox.html'), sandboxOrigins))
  let runners = 0
  let code: typeof import('./demo') | undefined
  let owned: OpenOwnDemos | undefined
  const own = createOwnAccess({
    bundled,
    onStale: (id) => void open.get(id)?.close(),
  })

  const scheduler = createSchedulerClient({
    connect: (fail) => connectWorker('scheduler', fail),
    tab,
    lockName: `sublet-tab-${tab}`,
    locks: navigator.locks,
    budgetBytes: defaults.budgetBytes,
    onConnected: () => pool.setState({ connection: 'connected' }),
    onLost: () => pool.setState({ connection: 'connecting' }),
    onRefused: (error) => pool.setState({ connection: 'refused', error: toWire(error) }),
    onPool: (snapshot) => pool.setState({ pool: snapshot, receivedAt: performance.now() }),
    onDemote: (runner, to) => {
      for (const demo of open.values()) demo.demote(runner, to)
    },
    onMalformed: (reason) => reportError(new Error(`scheduler: ${reason}`)),
  })
  const spare = createSpare(spawn)
  // After the page is up: whoever opens a demo next finds a runner waiting.
  afterIdle(spare.prepare)

  // A page that is kept for the way back goes on when it is shown again. The pool hears of one that goes by its
  // lock, and bills nothing (DESIGN 4): what its handlers still say, told in time, would make that a race.
  const leave = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) return
    scheduler.close()
    void closeDemos()
  }
  addEventListener('pagehide', leave)

  function closeDemos(): Promise<unknown> {
    return Promise.all([...Array.from(open.values(), (demo) => demo.close()), ...leaving])
  }

  async function spawn(): Promise<Runner> {
    runners += 1
    const id = `${tab}-${runners}`
    // Fetched while the frame opens.
    const [frame] = await Promise.all([frames.current(), files.boot(), files.modules()])
    return spawnRunner(id, frame, files)
  }

  async function compileRuntime(): Promise<void> {
    const frame = await frames.current()
    return frame.compile(files.wasm)
  }

  return {
    support,
    cards,
    own,
    pool,
    async ready() {
      ;[code, owned] = await Promise.all([import('./demo'), keepsOwn ? own.open() : undefined])
    },
    demo(id) {
      const known = open.get(id)
      if (known !== undefined) return known
      if (code === undefined) throw new Error('the code of demos is not there: await ready()')
      const found: BundledDemo | undefined = bundled.find(({ card }) => card.id === id) ?? owned?.find(id)
      if (found === undefined) return undefined
      const { card, load } = found
      const made = code.createDemo({
        card,
        load,
        takeRunner: spare.take,
        scheduler,
        stage: { model: models.use, file: models.file },
        wasm: compileRuntime,
        code: () => import('./instance'),
        // Whoever asks for it then opens it anew.
        onClosed(ended) {
          open.delete(id)
          leaving.add(ended)
          void ended.finally(() => leaving.delete(ended))
        },
      })
      const demo = found.opened?.(made) ?? made
      open.set(id, demo)
      return demo
    },
    models,
    callOf({ tab: session, request }) {
      // A tab's sessions with one scheduler after another are numbered; its requests keep their ids.
      if (!session.startsWith(`${tab}.`)) return undefined
      for (const demo of open.values()) {
        const call = demo.callOf(request)
        if (call !== undefined) return call
      }
      return undefined
    },
    defaults,
    ledger: (range) => scheduler.ledger(range),
    async exportLedger(format, range) {
      const { exportLedger } = await import('../scheduler/reports')
      return exportLedger(await scheduler.ledger(range), format)
    },
    async spend(range) {
      const { spendReport } = await import('../scheduler/reports')
      return spendReport(await scheduler.ledger(range))
    },
    visitAs: (tier) => scheduler.visitAs(tier),
    addCredits: (seconds) => scheduler.addCredits(seconds),
    configure: (settings) => scheduler.configure(settings),
    close() {
      removeEventListener('pagehide', leave)
      spare.close()
      models.close()
      owned?.close()
      // What their leases cost is known when they have ended, and not before.
      void closeDemos().then(() => {
        scheduler.close()
        frames.close()
      })
    },
  }
}

function unsupportedHost(
  support: Host['support'],
  bundled: readonly BundledDemo[],
  pool: Host['pool'],
  defaults: PoolSettings,
): Host {
  const refuse = (): never => {
    throw new SubletError('GpuUnavailable', `This browser lacks: ${support.missing.join(' ')}`)
  }
  return {
    support,
    cards: bundled.map(({ card }) => card),
    own: createOwnAccess({ bundled, onStale: () => undefined }),
    pool,
    ready: async () => undefined,
    demo: () => undefined,
    callOf: () => undefined,
    defaults,
    models: refusedModels(refuse),
    ledger: async () => refuse(),
    exportLedger: async () => refuse(),
    spend: async () => refuse(),
    visitAs: refuse,
    addCredits: refuse,
    configure: refuse,
    close: () => undefined,
  }
}
