import { createStore, type StoreApi } from 'zustand/vanilla'
import type { OfflineState } from './register-offline'

export type { OfflineState }

/**
 * Registers the service worker that makes the site work without a network (src/offline), if there can be one. It stores
 * what this page has fetched before the service worker was there, too.
 */
export function keepOffline(container: ServiceWorkerContainer | undefined): StoreApi<OfflineState> {
  const store = createStore<OfflineState>(() => ({ update: undefined, kept: false, problem: undefined }))
  if (container !== undefined) {
    // There is none in a private window of Firefox, for one.
    import('./register-offline')
      .then(({ register }) => register(container, store))
      .catch((cause: unknown) => store.setState({ problem: String(cause) }))
  }
  return store
}
