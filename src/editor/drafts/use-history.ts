import { useEffect, useState } from 'react'
import { draftStore } from './bind-project'
import type { History } from './store'

export interface HistoryRead {
  history: History | undefined
  /** Why it cannot be read. */
  failure: string | undefined
}

/** The versions of a demo, as they come. */
export function useHistory(demo: string, changes: number): HistoryRead {
  const [read, setRead] = useState<HistoryRead>({ history: undefined, failure: undefined })
  // biome-ignore lint/correctness/useExhaustiveDependencies: there may be others with each change
  useEffect(() => {
    let left = false
    draftStore.list(demo).then(
      (history) => !left && setRead({ history, failure: undefined }),
      (thrown: unknown) => !left && setRead({ history: undefined, failure: String(thrown) }),
    )
    return () => {
      left = true
    }
  }, [demo, changes])
  return read
}
