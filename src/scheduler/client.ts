import { fromWire, SubletError } from '../protocol/errors'
import type { LedgerExtract, LedgerRange } from '../protocol/ledger'
import type { PoolSettings, PoolSnapshot, Size, Tier } from '../protocol/pool'
import type { MessageEndpoint } from '../protocol/port'
import type { FromScheduler, Outcome, ReportedOutcome, ToScheduler } from '../protocol/scheduler'
import { createQueries } from './queries'
import { openSession, type Session, type TabLocks, type Told } from './session'

/** The port to an elected scheduler, for browsers without SharedWorker. */
export { joinLobby } from './lobby'

export interface LeaseRequest {
  /** The runner that will hold the lease; it holds one at a time. */
  runner: string
  demo: string
  fn: string
  /** GPU seconds, before the size factor. Anything may be asked; what is illegal is refused with the numbers. */
  seconds: number
  size: Size
  /** In the queue; then the request is refused with `QueueTimeout`. As long as it takes, if absent. */
  maxWaitMs?: number
  /** Leases of this function of this demo at a time, over all tabs. */
  concurrency?: number
}

export interface Grant {
  lease: number
  seconds: number
  /** GPU bytes that the runner may hold under this lease. */
  sliceBytes: number
  queuedMs: number
}

/** `lost`: the scheduler died. Its successor may give the slot to others at any moment. */
export type AbortReason = Extract<FromScheduler, { type: 'abort' }>['reason'] | 'lost'

/** What a lease cost; all in milliseconds. */
export interface Bill {
  outcome: Outcome
  queuedMs: number
  attachMs: number
  ranMs: number
  chargedMs: number
  /** The part of `chargedMs` that credits paid. */
  creditMs: number
}

/** Exactly one of `refused` and `settled` is called, once, and it is the last call. */
interface RequestHandlers {
  /** 1 is next. Not called when the grant is immediate. `etaMs`: until the grant, if it can be foretold. */
  queued(position: number, etaMs: number | null): void
  /** Attach now, and report it with the handle. */
  granted(grant: Grant): void
  /** End the task, then answer with `aborted()`. After `lost` the bill follows at once. */
  abort(reason: AbortReason): void
  /** Not admitted, cancelled while it waited, or the client closed (in any state). */
  refused(error: SubletError): void
  settled(bill: Bill): void
}

/**
 * One request on its way. Reports are dropped once the request has ended, since the scheduler may have taken
 * the lease back while a report was on its way; a report before the grant is a mistake of the caller and throws.
 */
export interface RequestHandle {
  /** Unique in this tab; `request` of the pool snapshot. */
  readonly id: string
  attaching(loaded: number, total: number): void
  /** Attached: the clock starts. `held` is what the runner holds on the GPU, in bytes. */
  started(held: number): void
  settle(outcome: ReportedOutcome): void
  /** The runner of an aborted lease is ended. */
  aborted(): void
  /** In any state; idempotent. Ends in `refused` (while queued) or `abort` and `settled`. */
  cancel(): void
}

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

export interface SchedulerClient {
  request(request: LeaseRequest, handlers: RequestHandlers): RequestHandle
  residency(residency: Residency): void
  visitAs(tier: Tier): void
  /** Prepays GPU seconds for the visitor of this tab, if his tier is extensible. */
  addCredits(seconds: number): void
  /** What is absent stays as it is. */
  configure(settings: Partial<PoolSettings>): void
  /** What was settled in this span of time. Rejects when the client ends, or the browser's storage fails. */
  ledger(range: LedgerRange): Promise<LedgerExtract>
  /** Idempotent. Gives up the tab's lock, so that its slots are free at once; refuses what is pending. */
  close(): void
}

/** A session whose hello is not answered within this is given up for a new one, and then each time after twice as long. */
const PATIENCE_MS = 500
const LONGEST_PATIENCE_MS = 8_000

interface Pending {
  request: LeaseRequest
  handlers: RequestHandlers
  grant: Grant | undefined
  cancelled: boolean
}

/**
 * The tab's end of the scheduler. It owns the session, and the requests that have not ended. It knows no runner
 * and no rule: who gets the GPU, when and for how much is decided at the other end.
 *
 * When the scheduler dies, the client goes on with its successor: what waited is asked again under the same
 * handle, what had a lease has lost it.
 */
export function createSchedulerClient(options: SchedulerClientOptions): SchedulerClient {
  const pending = new Map<string, Pending>()
  /** As last reported, for the next scheduler. */
  const residencies = new Map<string, Residency>()
  const queries = createQueries((message) => session.send(message))
  let visiting: Tier | undefined
  let ended: SubletError | undefined
  let requests = 0
  let sessions = 0
  let patienceMs = PATIENCE_MS
  let session = open()

  function open(): Session {
    sessions += 1
    const opened = openSession({
      ...options,
      tab: `${options.tab}.${sessions}`,
      lockName: `${options.lockName}.${sessions}`,
      patienceMs,
      onWelcome() {
        patienceMs = PATIENCE_MS
        options.onConnected()
      },
      onMessage: receive,
      onRefused(error) {
        end(error)
        options.onRefused(error)
      },
      onLost: lost,
    })
    patienceMs = Math.min(2 * patienceMs, LONGEST_PATIENCE_MS)
    if (visiting) opened.send({ type: 'visitAs', tier: visiting })
    for (const residency of residencies.values()) opened.send({ type: 'residency', ...residency })
    for (const [id, { request }] of pending) opened.send({ type: 'request', request: id, ...request })
    for (const query of queries.open()) opened.send(query)
    return opened
  }

  /** What ends is taken out first and told last: whoever hears of it may ask for something new at once. */
  function lost(): void {
    const ends: (() => void)[] = []
    for (const [id, { handlers, grant, cancelled }] of pending) {
      if (grant)
        ends.push(() => {
          handlers.abort('lost')
          handlers.settled(lostBill(grant))
        })
      // The answer to `cancel` may have died with the scheduler.
      else if (cancelled) ends.push(() => handlers.refused(cancelledInQueue()))
      else continue
      pending.delete(id)
    }
    session = open()
    options.onLost?.()
    for (const tell of ends) tell()
  }

  function receive(message: Told): void {
    switch (message.type) {
      case 'pool':
        return options.onPool(message.pool)
      case 'demote':
        return options.onDemote(message.runner, message.to)
      case 'ledger':
      case 'unread':
        return queries.answer(message)
      case 'queued':
        return pending.get(message.request)?.handlers.queued(message.position, message.etaMs)
      case 'granted': {
        const entry = pending.get(message.request)
        if (!entry) return
        const { lease, seconds, sliceBytes, queuedMs } = message
        entry.grant = { lease, seconds, sliceBytes, queuedMs }
        return entry.handlers.granted(entry.grant)
      }
      case 'abort':
        return pending.get(message.request)?.handlers.abort(message.reason)
      case 'refused':
        return take(message.request)?.handlers.refused(fromWire(message.error))
      case 'settled': {
        const { outcome, queuedMs, attachMs, ranMs, chargedMs, creditMs } = message
        const bill = { outcome, queuedMs, attachMs, ranMs, chargedMs, creditMs }
        return take(message.request)?.handlers.settled(bill)
      }
    }
  }

  function take(id: string): Pending | undefined {
    const entry = pending.get(id)
    pending.delete(id)
    return entry
  }

  function end(error: SubletError): void {
    ended = error
    session.close()
    queries.end(error)
    for (const id of [...pending.keys()]) take(id)?.handlers.refused(error)
  }

  return {
    request(request, handlers) {
      requests += 1
      const id = `r${requests}`
      const entry: Pending = { request, handlers, grant: undefined, cancelled: false }
      if (ended) {
        const error = ended
        // Not within this call: the caller does not have its handle yet.
        queueMicrotask(() => handlers.refused(error))
      } else {
        pending.set(id, entry)
        session.send({ type: 'request', request: id, ...request })
      }
      const report = (message: (lease: number) => ToScheduler): void => {
        if (!pending.has(id)) return
        if (entry.grant === undefined) throw new Error(`The request ${id} holds no lease to report on`)
        session.send(message(entry.grant.lease))
      }
      return {
        id,
        attaching: (loaded, total) => report((lease) => ({ type: 'attaching', lease, loaded, total })),
        started: (held) => report((lease) => ({ type: 'started', lease, held })),
        settle: (outcome) => report((lease) => ({ type: 'settle', lease, outcome })),
        aborted: () => report((lease) => ({ type: 'aborted', lease })),
        cancel() {
          if (!pending.has(id)) return
          entry.cancelled = true
          session.send({ type: 'cancel', request: id })
        },
      }
    },
    residency(residency) {
      if (residency.level === 'gone') residencies.delete(residency.runner)
      else residencies.set(residency.runner, residency)
      if (!ended) session.send({ type: 'residency', ...residency })
    },
    visitAs(tier) {
      visiting = tier
      if (!ended) session.send({ type: 'visitAs', tier })
    },
    addCredits(seconds) {
      if (!ended) session.send({ type: 'addCredits', seconds })
    },
    configure(settings) {
      if (!ended) session.send({ type: 'configure', settings })
    },
    ledger: queries.ask,
    close() {
      if (!ended) end(new SubletError('Cancelled', 'The page closed its connection to the scheduler'))
    },
  }
}

/** As the next scheduler writes it into the ledger: what an interrupted lease did is known to nobody, and not billed. */
function lostBill({ queuedMs }: Grant): Bill {
  return { outcome: 'lost', queuedMs, attachMs: 0, ranMs: 0, chargedMs: 0, creditMs: 0 }
}

function cancelledInQueue(): SubletError {
  return new SubletError('Cancelled', 'Cancelled while it waited for the GPU')
}
