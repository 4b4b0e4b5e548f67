import { SubletError, toWire } from '../protocol/errors'
import type { LedgerRange } from '../protocol/ledger'
import type { MessageEndpoint } from '../protocol/port'
import { type Connection, createConnection, type SessionMessage } from './connection'
import { nextDue } from './core/due'
import type { Effect } from './core/effect'
import { placeChanges } from './core/line'
import type { Saved } from './core/records'
import { reduce, type SchedulerEvent } from './core/reduce'
import { snapshot, viewOf } from './core/snapshot'
import { createState } from './core/state'
import type { Environment } from './environment'

/** Changes of the pool reach the tabs at most this late, and at most this often: one frame. */
const BROADCAST_MS = 16

export interface Scheduler {
  /** Takes a tab's port. The tab is let in when it says hello. */
  connect(endpoint: MessageEndpoint): void
  /** Idempotent. Closes every port; what is open in the ledger is settled by the next scheduler. */
  close(): void
}

/**
 * The shell around the core: it carries messages to `reduce` and its effects to the world, sets one timer to the
 * core's next due time, and tells the tabs how the pool looks. It decides nothing.
 */
export function createScheduler(environment: Environment, saved: Saved): Scheduler {
  const { ledger } = environment
  const state = createState(saved)
  const tabs = new Map<string, Connection>()
  const strangers = new Set<Connection>()
  let closed = false
  let timerAt = Number.POSITIVE_INFINITY
  let stopTimer = (): void => {}
  let stopBroadcast: (() => void) | undefined

  function apply(event: SchedulerEvent): void {
    const effects = reduce(state, event, environment.now())
    // Tabs first, then the ledger, in one task: docs/decisions/0001.
    for (const effect of effects) if (effect.type === 'post') carryOut(effect)
    for (const effect of effects) if (effect.type !== 'post') carryOut(effect)
    setTimer()
    // After the effects: a grant is never behind a snapshot.
    stopBroadcast ??= environment.after(BROADCAST_MS, broadcast)
  }

  function receive(tab: string, message: SessionMessage): void {
    if (message.type === 'readLedger') void read(tab, message.query, message.range)
    else apply({ type: 'message', tab, message })
  }

  /** Whoever asks may be gone when the answer is there. */
  async function read(tab: string, query: string, range: LedgerRange): Promise<void> {
    try {
      const extract = await ledger.read(range)
      tabs.get(tab)?.post({ type: 'ledger', query, extract })
    } catch (error) {
      environment.report(error)
      tabs.get(tab)?.post({ type: 'unread', query, error: toWire(error, 'StorageFull') })
    }
  }

  function carryOut(effect: Effect): void {
    switch (effect.type) {
      case 'post':
        return tabs.get(effect.tab)?.post(effect.message)
      case 'reserve':
        return ledger.reserve(effect.reservation, effect.window)
      case 'settle':
        return ledger.settle(effect.settlement, effect.window)
      case 'addCredits':
        return ledger.addCredits(effect.purchase, effect.window)
      case 'keepTier':
        return ledger.keepTier(effect.tier)
      case 'keepSettings':
        return ledger.keepSettings(effect.settings)
      case 'rejected':
        return environment.report(`Refused a message of tab ${effect.tab}: ${effect.reason}`)
    }
  }

  function setTimer(): void {
    const due = nextDue(state)
    if (due === timerAt) return
    stopTimer()
    timerAt = due
    if (due === Number.POSITIVE_INFINITY) {
      stopTimer = () => {}
      return
    }
    stopTimer = environment.after(Math.max(0, due - environment.now().ms), () => {
      timerAt = Number.POSITIVE_INFINITY
      apply({ type: 'due' })
    })
  }

  function broadcast(): void {
    stopBroadcast = undefined
    const now = environment.now()
    for (const { tab, request, position, etaMs } of placeChanges(state, now.ms))
      tabs.get(tab.id)?.post({ type: 'queued', request, position, etaMs })
    const shared = snapshot(state, now)
    for (const [tab, connection] of tabs)
      connection.post({ type: 'pool', pool: viewOf(shared, state, tab, now) })
  }

  return {
    connect(endpoint) {
      if (closed) return
      const connection = createConnection({
        endpoint,
        lock: environment.lock,
        lockFree: environment.lockFree,
        report: environment.report,
        admit(hello) {
          if (tabs.has(hello.tab))
            return new SubletError('ProtocolMismatch', `A tab with the id ${hello.tab} is connected already`)
          strangers.delete(connection)
          tabs.set(hello.tab, connection)
          apply({ type: 'connected', tab: hello.tab, budgetBytes: hello.budgetBytes })
          return undefined
        },
        receive,
        gone(tab) {
          tabs.delete(tab)
          apply({ type: 'disconnected', tab })
        },
      })
      strangers.add(connection)
    },
    close() {
      if (closed) return
      closed = true
      stopTimer()
      stopBroadcast?.()
      for (const connection of [...tabs.values(), ...strangers]) connection.close()
      tabs.clear()
      strangers.clear()
      ledger.close()
    },
  }
}
