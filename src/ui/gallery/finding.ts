import { createStore } from 'zustand/vanilla'

export interface Finding {
  query: string
  tags: readonly string[]
}

export const NOTHING_SOUGHT: Finding = { query: '', tags: [] }

/** What is sought in the gallery; whoever comes back from a demo finds it as it was. */
export const finding = createStore<Finding>(() => NOTHING_SOUGHT)
