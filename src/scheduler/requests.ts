import { fromWire, SubletError } from '../protocol/errors'
import { type FromScheduler, LONGEST_WAIT_MS, type ToScheduler } from '../protocol/scheduler'
import type { Bill, Grant, LeaseRequest, RequestHandle, RequestHandlers } from './lease-request'
import { wrongWait } from './visitor-input'

interface Pending {
  request: LeaseRequest
  handlers: RequestHandlers
  /** `performance.now()` */
  askedAt: number
  grant: Grant | undefined
  cancelled: boolean
}

type Asking = Extract<ToScheduler, { type: 'request' }>
/** What the scheduler says of a request. */
export type RequestNews = Extract<
  FromScheduler,
  { type: 'queued' | 'granted' | 'abort' | 'refused' | 'settled' }
>

/** A tab's requests that have not ended. They outlive the scheduler that they were made to. */
export interface Requests {
  ask(request: LeaseRequest, handlers: RequestHandlers): RequestHandle
  hear(news: RequestNews): void
  /**
   * The scheduler died: takes out what ended with it, which is what had a lease or was being cancelled. The caller
   * tells it, once there is a new session: whoever hears of it may ask for something new at once.
   */
  lose(): { tell(): void }
  /** What still waits, for the next scheduler. */
  open(): Asking[]
  /** Refuses what is pending, and from then on everything. */
  end(error: SubletError): void
}

export function createRequests(send: (message: ToScheduler) => void): Requests {
  const pending = new Map<string, Pending>()
  let count = 0
  let ended: SubletError | undefined

  function take(id: string): Pending | undefined {
    const entry = pending.get(id)
    pending.delete(id)
    return entry
  }

  return {
    ask(request, handlers) {
      count += 1
      const id = `r${count}`
      const entry: Pending = {
        request,
        handlers,
        askedAt: performance.now(),
        grant: undefined,
        cancelled: false,
      }
      const refusal = ended ?? wrongWait(request.maxWaitMs)
      if (refusal) {
        // Not within this call: the caller does not have its handle yet.
        queueMicrotask(() => handlers.refused(refusal))
      } else {
        pending.set(id, entry)
        send({ type: 'request', request: id, ...request })
      }
      const report = (message: (lease: number) => ToScheduler): void => {
        if (!pending.has(id)) return
        if (entry.grant === undefined) throw new Error(`The request ${id} holds no lease to report on`)
        send(message(entry.grant.lease))
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
          send({ type: 'cancel', request: id })
        },
      }
    },
    hear(news) {
      switch (news.type) {
        case 'queued':
          return pending.get(news.request)?.handlers.queued(news.position, news.etaMs)
        case 'granted': {
          const entry = pending.get(news.request)
          if (!entry) return
          const { lease, seconds, sliceBytes, queuedMs } = news
          entry.grant = { lease, seconds, sliceBytes, queuedMs }
          return entry.handlers.granted(entry.grant)
        }
        case 'abort':
          return pending.get(news.request)?.handlers.abort(news.reason)
        case 'refused':
          return take(news.request)?.handlers.refused(fromWire(news.error))
        case 'settled': {
          const { outcome, queuedMs, attachMs, ranMs, chargedMs, creditMs } = news
          const bill = { outcome, queuedMs, attachMs, ranMs, chargedMs, creditMs }
          return take(news.request)?.handlers.settled(bill)
        }
      }
    },
    lose() {
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
      return {
        tell() {
          for (const tell of ends) tell()
        },
      }
    },
    open() {
      const now = performance.now()
      return Array.from(pending, ([id, { request, askedAt }]) => ({
        type: 'request',
        request: id,
        ...request,
        waitedMs: Math.min(now - askedAt, LONGEST_WAIT_MS),
      }))
    },
    end(error) {
      ended = error
      for (const id of [...pending.keys()]) take(id)?.handlers.refused(error)
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
