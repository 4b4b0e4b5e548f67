import { useEffect } from 'react'
import { pressRun } from './press-run'
import type { Session } from './session'

/** Ctrl+Enter (or Cmd+Enter) anywhere on the page; inside the editor the key is the editor's own. */
export function useRunKey(session: Session): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest('[data-editor]') !== null) return
      event.preventDefault()
      pressRun(session)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [session])
}
