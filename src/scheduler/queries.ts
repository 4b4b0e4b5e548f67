import { fromWire, type SubletError } from '../protocol/errors'
import type { LedgerExtract, LedgerRange } from '../protocol/ledger'
import type { FromScheduler, ToScheduler } from '../protocol/scheduler'

type Query = Extract<ToScheduler, { type: 'readLedger' }>
type Answer = Extract<FromScheduler, { type: 'ledger' | 'unread' }>

/** A tab's questions to the ledger. Each ends with an answer or with `end`; reading twice harms nobody. */
export interface Queries {
  ask(range: LedgerRange): Promise<LedgerExtract>
  answer(message: Answer): void
  /** What is not answered yet, for the next scheduler. */
  open(): Query[]
  end(error: SubletError): void
}

export function createQueries(send: (query: Query) => void): Queries {
  const asked = new Map<string, PromiseWithResolvers<LedgerExtract> & { range: LedgerRange }>()
  let count = 0
  let ended: SubletError | undefined

  return {
    async ask(range) {
      if (ended) throw ended
      count += 1
      const query = `q${count}`
      const entry = { ...Promise.withResolvers<LedgerExtract>(), range }
      asked.set(query, entry)
      send({ type: 'readLedger', query, range })
      return entry.promise
    },
    answer(message) {
      const entry = asked.get(message.query)
      asked.delete(message.query)
      if (message.type === 'ledger') entry?.resolve(message.extract)
      else entry?.reject(fromWire(message.error))
    },
    open: () => Array.from(asked, ([query, { range }]) => ({ type: 'readLedger', query, range })),
    end(error) {
      ended = error
      for (const { reject } of asked.values()) reject(error)
      asked.clear()
    },
  }
}
