import { useState } from 'react'
import { useStore } from 'zustand'
import type { Session } from '../demo/session'
import { useBusy } from '../demo/use-busy'
import { Button } from '../elements/button'
import callout from '../elements/callout.module.css'
import { formatBytes } from '../format/bytes'
import { Compare } from './compare'
import { clearRuns, deleteRun } from './delete-runs'
import { type History, history as ofThisTab } from './history'
import styles from './history.module.css'
import type { KeptRun, RunRecord } from './records'
import { restoreRun } from './restore-run'
import { RunRow } from './run-row'
import { useRuns } from './use-runs'

interface Props {
  session: Session
  history?: History
}

/** What was run here: to look at again, to compare, and to delete. */
export function HistoryPanel({ session, history = ofThisTab }: Props) {
  const { card } = session.demo
  const runs = useRuns(history, card.id)
  const { problem } = useStore(history.state)
  const busy = useBusy(useStore(session.state).call)
  /** Those that were ticked, the last two of them; their values come a moment later. */
  const [ticked, setTicked] = useState<readonly number[]>([])
  const [kept, setKept] = useState<ReadonlyMap<number, KeptRun>>(new Map())
  const now = Date.now()
  // A run of Blocks is that of one event among others: the rest of its page is not known.
  const restorable = useStore(session.demo.state).spec?.blocks === undefined

  const read = async (record: RunRecord): Promise<KeptRun | undefined> => {
    const values = await history.values(record.id)
    return values && { record, values }
  }
  const restore = async (record: RunRecord) => {
    const run = await read(record)
    if (run !== undefined) restoreRun(session, run, Date.now())
  }
  const compare = async (record: RunRecord, on: boolean) => {
    // Of three the one that was ticked first goes.
    setTicked((before) => [...without(before, record.id), ...(on ? [record.id] : [])].slice(-2))
    const run = on ? await read(record) : undefined
    if (run !== undefined) setKept((before) => new Map(before).set(record.id, run))
  }
  const stopComparing = () => {
    setTicked([])
    setKept(new Map())
  }
  const remove = async (record: RunRecord) => {
    setTicked((before) => without(before, record.id))
    await deleteRun(history, record)
  }
  const clear = async () => {
    stopComparing()
    await clearRuns(history, card)
  }

  const [one, other] = ticked.map((id) => kept.get(id))
  const bytes = runs?.reduce((sum, run) => sum + run.bytes, 0) ?? 0
  return (
    <div className={styles.content}>
      {problem !== undefined && (
        <p className={callout.bad} role="alert">
          Runs are not kept now: {problem}
        </p>
      )}
      <div className={styles.head}>
        <p className={styles.quiet}>
          {runs === undefined || runs.length === 0
            ? 'What you run here is kept in this browser, and shown here.'
            : `${runs.length === 1 ? '1 run' : `${runs.length} runs`}, ${formatBytes(bytes)}, in this browser. Tick two to compare them.`}
        </p>
        {runs !== undefined && runs.length > 0 && (
          <Button look="quiet" onClick={() => void clear()}>
            Clear all
          </Button>
        )}
      </div>
      {runs !== undefined && runs.length > 0 && (
        <ul className={styles.list} aria-label="Runs">
          {runs.map((record) => (
            <RunRow
              key={record.id}
              record={record}
              now={now}
              busy={busy}
              compared={ticked.includes(record.id)}
              onCompare={(on) => void compare(record, on)}
              onRestore={restorable ? () => void restore(record) : undefined}
              onDelete={() => void remove(record)}
            />
          ))}
        </ul>
      )}
      {one !== undefined && other !== undefined && (
        <Compare runs={[one, other]} now={now} onClose={stopComparing} />
      )}
    </div>
  )
}

function without(ids: readonly number[], id: number): readonly number[] {
  return ids.filter((each) => each !== id)
}
