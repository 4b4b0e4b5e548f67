import { createStore } from 'zustand/vanilla'
import { OWN_DATABASE } from './database'
import type { OpenOwnDemos, OwnDemosOptions } from './demos'
import type { Own } from './types'

export interface OwnAccess extends Own {
  open(): Promise<OpenOwnDemos>
}

/** What of own demos is there from the start: an empty list, and the way to the rest. */
export function createOwnAccess(options: Omit<OwnDemosOptions, 'state'>): OwnAccess {
  const state: Own['state'] = createStore(() => ({ cards: [], loaded: false, problem: undefined }))
  return {
    state,
    async mayHave() {
      try {
        return (await indexedDB.databases()).some(({ name }) => name === OWN_DATABASE)
      } catch {
        // Opening them tells what is wrong.
        return true
      }
    },
    open: async () => (await import('./demos')).ownDemosOf({ ...options, state }),
  }
}
