import { useEffect, useRef } from 'react'
import type { editor } from '../monaco'
import type { PastRuns } from './past-run'
import { createViewHints, type ViewHints } from './view-hints'

/** What an editor knows of the runs of its demo. */
export interface Profile {
  runs: PastRuns
  /** Shows the last run of this GPU function. */
  onShow(fn: string): void
}

/** Keeps the hints beside the GPU functions of the file in view as the past runs are. */
export function useProfileHints(
  view: editor.IStandaloneCodeEditor | undefined,
  profile: Profile | undefined,
): void {
  const latest = useRef(profile)
  latest.current = profile
  const hints = useRef<ViewHints>(undefined)

  useEffect(() => {
    if (view === undefined) return
    const made = createViewHints(view, (fn) => latest.current?.onShow(fn))
    hints.current = made
    if (latest.current !== undefined) made.show(latest.current.runs)
    return () => {
      hints.current = undefined
      made.close()
    }
  }, [view])

  const runs = profile?.runs
  useEffect(() => {
    if (runs !== undefined) hints.current?.show(runs)
  }, [runs])
}
