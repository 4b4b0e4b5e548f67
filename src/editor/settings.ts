import * as v from 'valibot'
import { createStore } from 'zustand/vanilla'

const settingsSchema = v.object({
  /** With Ctrl+S and Ctrl+Enter. */
  format: v.optional(v.boolean(), true),
  minimap: v.optional(v.boolean(), false),
  vim: v.optional(v.boolean(), false),
})

/** How somebody likes their editor; one for all demos, kept in this browser. */
export type EditorSettings = v.InferOutput<typeof settingsSchema>

const KEY = 'sublet-editor'

/** @param storage another one for tests. One that is refused, or holds something else, gives the defaults */
export function createSettings(storage: () => Pick<Storage, 'getItem' | 'setItem'>) {
  const store = createStore<EditorSettings>(() => v.parse(settingsSchema, {}))
  try {
    store.setState(v.parse(settingsSchema, JSON.parse(storage().getItem(KEY) ?? '{}')))
  } catch {
    // What a private window, or another version of the page, leaves: the defaults do.
  }
  store.subscribe((settings) => {
    try {
      storage().setItem(KEY, JSON.stringify(settings))
    } catch {
      // They hold until the page is closed.
    }
  })
  return store
}

export const settings = createSettings(() => localStorage)
