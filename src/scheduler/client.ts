import { SubletError } from '../protocol/errors'
import type { LedgerExtract, LedgerRange } from '../protocol/ledger'
import type { PoolSettings, PoolSnapshot, Tier } from '../protocol/pool'
import type { MessageEndpoint } from '../protocol/port'
import type { ToScheduler } from '../protocol/scheduler'
import type { LeaseRequest, RequestHandle, RequestHandlers } from './lease-request'
import { createQueries } from './queries'
import { createRequests } from './requests'
import type { TabLocks, Told } from './session'
import { createSessions } from './sessions'
import { wrongCredits, wrongRange, wrongSettings, wrongTier } from './visitor-input'

export { DEFAULT_SETTINGS } from './core/settings'
export { TIERS, type TierRule } from './core/tiers'
export type { LedgerFormat } from './export'
export type { AbortReason, Bill, Grant, LeaseRequest, RequestHandle } from './lease-request'
/** The port to an elected scheduler, for browsers without SharedWorker. */
export type { SpendReport } from './spend'

interface Residency {
  runner: string
  demo: string
  level: 'warm' | 'cool' | 'idle' | 'gone'
  held: number
}

export interface SchedulerClientOptions {
  /**
   * Opens a port to the scheduler. Called at once, and again when the scheduler has died; `fail` is called later,
   * if its worker does not load.
   */
  connect(fail: (error: SubletError) => void): MessageEndpoint
  /** This page load: a fresh id for each one. Its sessions are numbered: `<tab>.1`, `<tab>.2`. */
  tab: string
  /** The Web Lock that says that this tab lives; numbered with the session. */
  lockName: string
  /** `navigator.locks`. */
  locks: TabLocks
  /** A careful guess at what the GPU holds; the first tab's is taken. */
  budgetBytes: number
  /** Once for each life of the scheduler. */
  onConnected(): void
  /** The scheduler died, or does not answer; another is being looked for. */
  onLost?(): void
  /** The scheduler will not serve this tab (two versions are open, the worker did not load); nothing follows. */
  onRefused(error: SubletError): void
  onPool(pool: PoolSnapshot): void
  /** Move this runner down the residency ladder, or end it if it is to be `gone`; then answer with `residency`. */
  onDemote(runner: string, to: 'cool' | 'idle' | 'gone'): void
  /** A message that is not of the protocol; it was dropped. */
  onMalformed(reason: string): void
}

/** What a visitor says is refused with a `SubletError`, thrown, before it is posted; so is all of it once the client has ended. */
export interface SchedulerClient {
  /** @throws never: what is wrong is told to `handlers.refused` */
  request(request: LeaseRequest, handlers: RequestHandlers): RequestHandle
  residency(residency: Residency): void
  /** @throws SubletError when there is no such tier */
  visitAs(tier: Tier): void
  /**
   * Prepays GPU seconds for the visitor of this tab.
   * @throws SubletError `IllegalDuration` by the bounds of one purchase; `QuotaExceeded` when his tier does not go on
   * past its quota; `GpuUnavailable` while it is not known who he visits as
   */
  addCredits(seconds: number): void
  /**
   * What is absent stays as it is.
   * @throws SubletError by the bounds of the setting: `IllegalDuration`, `OutOfMemory`, `QueueFull`
   */
  configure(settings: Partial<PoolSettings>): void
  /** What was settled in this span of time. Rejects when the client ends, or the browser's storage fails. */
  ledger(range: LedgerRange): Promise<LedgerExtract>
  /** Idempotent. Gives up the tab's lock, so that its slots are free at once; refuses what is pending. */
  close(): void
}

/**
 * The tab's end of the scheduler: wires its sessions to what has to outlive them, which is the requests that have
 * not ended, the questions that are not answered, and what the next scheduler is to know of this tab. It knows no
 * runner and no rule: who gets the GPU, when and for how much is decided at the other end.
 *
 * When the scheduler dies, the client goes on with its successor: what waited is asked again under the same
 * handle, what had a lease has lost it.
 */
export function createSchedulerClient(options: SchedulerClientOptions): SchedulerClient {
  const send = (message: ToScheduler): void => sessions.send(message)
  const requests = createRequests(send)
  const queries = createQueries(send)
  /** As last reported, for the next scheduler. */
  const residencies = new Map<string, Residency>()
  /** As this tab has chosen; else `told` says what the scheduler took it for. */
  let visiting: Tier | undefined
  let told: Tier | undefined
  let ended: SubletError | undefined
  const sessions = createSessions({
    ...options,
    introduction: () => [
      ...(visiting ? [{ type: 'visitAs', tier: visiting } as const] : []),
      ...Array.from(residencies.values(), (residency) => ({ type: 'residency', ...residency }) as const),
      ...requests.open(),
      ...queries.open(),
    ],
    onWelcome: options.onConnected,
    onMessage: hear,
    onLosing: requests.lose,
    onLost: () => options.onLost?.(),
    onRefused(error) {
      end(error)
      options.onRefused(error)
    },
  })

  function hear(message: Told): void {
    switch (message.type) {
      case 'pool':
        told = message.pool.quota.tier
        return options.onPool(message.pool)
      case 'demote':
        return options.onDemote(message.runner, message.to)
      case 'ledger':
      case 'unread':
        return queries.answer(message)
      case 'queued':
      case 'granted':
      case 'abort':
      case 'refused':
      case 'settled':
        return requests.hear(message)
    }
  }

  function end(error: SubletError): void {
    ended = error
    sessions.close()
    queries.end(error)
    requests.end(error)
  }

  /** @throws SubletError what is wrong, or why nothing can be said any more */
  function say(message: ToScheduler, wrong: SubletError | undefined): void {
    const refusal = ended ?? wrong
    if (refusal) throw refusal
    send(message)
  }

  return {
    request: requests.ask,
    residency(residency) {
      if (residency.level === 'gone') residencies.delete(residency.runner)
      else residencies.set(residency.runner, residency)
      if (!ended) send({ type: 'residency', ...residency })
    },
    visitAs(tier) {
      say({ type: 'visitAs', tier }, wrongTier(tier))
      visiting = tier
    },
    addCredits(seconds) {
      const tier = visiting ?? told
      say({ type: 'addCredits', seconds }, tier ? wrongCredits(seconds, tier) : notKnownYet())
    },
    configure(settings) {
      say({ type: 'configure', settings }, wrongSettings(settings))
    },
    async ledger(range) {
      const wrong = wrongRange(range)
      if (wrong) throw wrong
      return queries.ask(range)
    },
    close() {
      if (!ended) end(new SubletError('Cancelled', 'The page closed its connection to the scheduler'))
    },
  }
}

function notKnownYet(): SubletError {
  return new SubletError('GpuUnavailable', 'The scheduler has not answered yet.', {
    wayOut: 'Try again in a moment.',
  })
}
