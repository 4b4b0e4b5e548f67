import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { History } from './history'
import type { RunRecord } from './records'

/** The runs of a demo, newest first; undefined until they are read. Read again after each change in this tab. */
export function useRuns(history: History, demo: string): readonly RunRecord[] | undefined {
  const { changes } = useStore(history.state)
  const [runs, setRuns] = useState<readonly RunRecord[]>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is a reason to read again
  useEffect(() => {
    let current = true
    history.list(demo).then((read) => {
      if (current) setRuns(read)
    })
    return () => {
      current = false
    }
  }, [history, demo, changes])
  return runs
}
