import { createStore } from 'zustand/vanilla'

/** How often the page of each demo was begun anew, by the demo's id: what it shows then is the demo as the host has it now. */
export const renewals = createStore<Readonly<Record<string, number>>>(() => ({}))

export function renewPage(id: string): void {
  renewals.setState((before) => ({ ...before, [id]: (before[id] ?? 0) + 1 }), true)
}
