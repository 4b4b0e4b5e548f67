import { type RefObject, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { settings } from './settings'
import type { View } from './use-monaco'

/**
 * Vim's keys, while they are wanted.
 * @returns why they are not there
 */
export function useVim(
  view: View | undefined,
  bar: RefObject<HTMLElement | null>,
  onSave: () => void,
): string | undefined {
  const { vim } = useStore(settings)
  const [failure, setFailure] = useState<string>()
  const latest = useRef(onSave)
  latest.current = onSave

  useEffect(() => {
    const place = bar.current
    if (!vim || view === undefined || place === null) return
    let end: (() => void) | undefined
    let gone = false
    import('./vim').then(
      ({ startVim }) => {
        // The editor can have been closed while they were fetched.
        if (!gone) end = startVim(view, place, () => latest.current())
      },
      (thrown: unknown) => setFailure(`Vim keys could not be loaded: ${thrown}`),
    )
    return () => {
      gone = true
      end?.()
      setFailure(undefined)
    }
  }, [vim, view, bar])

  return failure
}
