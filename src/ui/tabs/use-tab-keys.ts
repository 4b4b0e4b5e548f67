import { useEffect } from 'react'
import { navigate } from 'wouter/use-hash-location'
import type { StoreApi } from 'zustand/vanilla'
import { addressOf } from './address-of'
import { neighbour, type Tabs } from './tabs'

/** Alt with PageDown or PageUp: the next or the last open demo. With Ctrl they are the browser's, for its own tabs. */
export function useTabKeys(store: StoreApi<Tabs>, current: string | undefined): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event
      if (!altKey || ctrlKey || metaKey || shiftKey || defaultPrevented) return
      if (key !== 'PageDown' && key !== 'PageUp') return
      // What is asked in a dialog goes first.
      if (event.target instanceof Element && event.target.closest('[role=dialog]') !== null) return
      const tabs = store.getState()
      const to = neighbour(tabs, current ?? tabs.main, key === 'PageDown' ? 1 : -1)
      if (to === undefined) return
      event.preventDefault()
      navigate(addressOf(to))
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [store, current])
}
