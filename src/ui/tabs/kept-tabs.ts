import * as v from 'valibot'
import { NO_TABS, type Tabs } from './tabs'
import { TABS_KEY } from './use-demos-opened'

const schema = v.object({ open: v.array(v.string()), beside: v.optional(v.string()) })

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>

/** What was open before a reload: titles, and which two were side by side. Of anything else it makes nothing. */
export function readTabs(storage: Storage | undefined): Tabs {
  const { success, output } = v.safeParse(schema, parsed(storage?.getItem(TABS_KEY) ?? ''))
  if (!success) return NO_TABS
  const open = [...new Set(output.open)]
  const beside = open.find((id) => id === output.beside)
  return { ...NO_TABS, open, beside }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Of another version of this site, or of somebody's hand.
    return undefined
  }
}

export function keepTabs(storage: Storage | undefined, { open, beside }: Tabs): void {
  try {
    storage?.setItem(TABS_KEY, JSON.stringify({ open, beside }))
  } catch {
    // Full, or not allowed: the tabs are still here, and only a reload would miss them.
  }
}

/** Undefined where this browser gives the page none. */
export function sessionStorageOf(page: { readonly sessionStorage: Storage }): Storage | undefined {
  try {
    return page.sessionStorage
  } catch {
    return undefined
  }
}
