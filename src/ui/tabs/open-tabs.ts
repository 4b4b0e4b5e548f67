import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Host } from '../../host/types'
import { keepTabs, readTabs, sessionStorageOf } from './kept-tabs'
import type { Tabs } from './tabs'

const opened = new WeakMap<Host, StoreApi<Tabs>>()

/** The tabs of this page: one strip for one host. They outlive a reload. */
export function openTabs(host: Host): StoreApi<Tabs> {
  const known = opened.get(host)
  if (known !== undefined) return known
  const storage = sessionStorageOf(window)
  const store = createStore<Tabs>(() => readTabs(storage))
  store.subscribe((tabs) => keepTabs(storage, tabs))
  opened.set(host, store)
  return store
}
