import { showToast } from '../toasts/toasts'
import { formatWhen } from './format-when'
import type { History } from './history'
import type { KeptRun, RunRecord } from './records'

/** Deletes one run; the toast that says so can put it back. */
export async function deleteRun(history: History, { id, at }: RunRecord): Promise<void> {
  const run = await history.remove(id)
  if (run !== undefined) told(history, `The run of ${formatWhen(at, Date.now())} is deleted.`, [run])
}

/**
 * Deletes every run of a demo, in the same way. Until the toast is gone they are held in memory.
 * @param demo absent: of all demos
 */
export async function clearRuns(history: History, demo?: { id: string; title: string }): Promise<void> {
  const runs = await history.clear(demo?.id)
  if (runs.length === 0) return
  const what = runs.length === 1 ? '1 run' : `${runs.length} runs`
  const of = demo === undefined ? 'all demos' : demo.title
  told(history, `${what} of ${of} ${runs.length === 1 ? 'is' : 'are'} deleted.`, runs)
}

function told(history: History, text: string, runs: readonly KeptRun[]): void {
  showToast(text, { action: { label: 'Undo', run: () => void history.putBack(runs) } })
}
