import { useContext, useEffect, useRef } from 'react'
import { ColumnContext } from '../elements/column'
import { hasKeys } from '../tabs/has-keys'

/** Ctrl+Enter (or Cmd+Enter) anywhere on the page, for the demo that has the keys; inside the editor the key is the editor's own. */
export function useRunKey(run: () => void): void {
  const column = useContext(ColumnContext)
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest('[data-editor]') !== null) return
      if (!hasKeys(column, event.target)) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [column])
}
