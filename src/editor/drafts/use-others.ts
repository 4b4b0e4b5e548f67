import { useEffect, useState } from 'react'
import { draftStore } from './bind-project'
import type { Held } from './store'

/** What the drafts of all other demos hold; undefined while that is not known, and where it cannot be. */
export function useOthers(demo: string, changes: number): Held | undefined {
  const [held, setHeld] = useState<Held>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may be another with each change
  useEffect(() => {
    let left = false
    draftStore.others(demo).then(
      (found) => !left && setHeld(found),
      () => !left && setHeld(undefined),
    )
    return () => {
      left = true
    }
  }, [demo, changes])
  return held
}
