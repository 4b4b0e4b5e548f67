import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CallState } from '../../host/types'
import { sumOfCharges } from '../demo/charge'
import type { Run } from '../demo/runs'
import { describeRun, withoutValues } from './describe-run'
import type { KeptRun, RunRecord, RunValues } from './records'
import { createRunStore, type RunStore } from './run-store'

export interface HistoryState {
  /** Grows with each change of what is kept. */
  changes: number
  /** Why runs are not kept or not shown now; undefined while the database works. */
  problem: string | undefined
}

/**
 * Keeps what a visitor has run, in this browser. Whatever the database does, nothing here rejects: what goes wrong is told
 * by `state`, and the page goes on.
 */
export interface History {
  readonly state: StoreApi<HistoryState>
  /** Follows a run, and keeps it when it has ended. What was charged may be known a moment later. */
  keep(run: Run): void
  /** Newest first. */
  list(demo: string): Promise<readonly RunRecord[]>
  values(id: number): Promise<RunValues | undefined>
  /** @returns what can be put back */
  remove(id: number): Promise<KeptRun | undefined>
  putBack(runs: readonly KeptRun[]): Promise<void>
  /**
   * @param demo absent: all of them
   * @returns what can be put back
   */
  clear(demo?: string): Promise<readonly KeptRun[]>
  /** Idempotent. */
  close(): void
}

/** @param name of the channel by which tabs tell each other that something has changed */
export function createHistory(store: RunStore, name = 'sublet-history'): History {
  const state = createStore<HistoryState>(() => ({ changes: 0, problem: undefined }))

  let closed = false
  const channel = new BroadcastChannel(name)
  const changed = () => state.setState(({ changes }) => ({ changes: changes + 1 }))
  channel.onmessage = changed

  /** A list that can be read does not mend that runs cannot be kept. */
  const problems: { reading?: string | undefined; writing?: string | undefined } = {}

  async function attempt<T>(what: 'reading' | 'writing', task: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      const done = await task()
      problems[what] = undefined
      return done
    } catch (thrown) {
      problems[what] = problemText(thrown)
      return otherwise
    } finally {
      state.setState({ problem: problems.writing ?? problems.reading })
    }
  }

  async function change<T>(task: () => Promise<T>, otherwise: T): Promise<T> {
    const done = await attempt('writing', task, otherwise)
    changed()
    if (!closed) channel.postMessage('changed')
    return done
  }

  async function add(run: Run, ended: CallState): Promise<number> {
    const { facts, values } = describeRun(run, ended, Date.now())
    try {
      return await store.add(facts, values)
    } catch (thrown) {
      // Of one that does not fit, or cannot be cloned after all, at least the facts.
      if (!(thrown instanceof DOMException) || !LOSES_VALUES.includes(thrown.name)) throw thrown
      const bare = withoutValues(facts, values, problemText(thrown))
      return store.add(bare.facts, bare.values)
    }
  }

  return {
    state,
    keep(run) {
      let added: Promise<number | undefined> | undefined
      let told = -1
      const hear = (current: CallState) => {
        if (current.phase !== 'done' && current.phase !== 'failed') return
        const { chargedMs, creditMs } = sumOfCharges(current.leases, current.earlier)
        if (added === undefined) {
          told = chargedMs
          added = change(() => add(run, current), undefined)
        } else if (chargedMs !== told) {
          told = chargedMs
          const before = added
          added = before.then(async (id) => {
            if (id !== undefined) await change(() => store.charge(id, { chargedMs, creditMs }), undefined)
            return id
          })
        }
        if (current.leases.every(isSettled)) stop()
      }
      const stop = run.call.state.subscribe(hear)
      hear(run.call.state.getState())
    },
    list: (demo) => attempt('reading', () => store.list(demo), []),
    values: (id) => attempt('reading', () => store.values(id), undefined),
    remove: (id) => change(() => store.remove(id), undefined),
    putBack: (runs) => change(() => store.putBack(runs), undefined),
    clear: (demo) => change(() => store.clear(demo), []),
    close() {
      closed = true
      channel.close()
      store.close()
    },
  }
}

const LOSES_VALUES = ['QuotaExceededError', 'DataCloneError']

function isSettled({ startedAt, bill }: CallState['leases'][number]): boolean {
  return startedAt === undefined || bill !== undefined
}

function problemText(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError')
    return 'The storage of this browser is full. Delete runs, or a model, to make room.'
  return `This browser gives the page no database for them (${text}).`
}

/** Of this tab. */
export const history = createHistory(createRunStore({}))
