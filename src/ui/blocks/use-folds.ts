import { useMemo, useState } from 'react'
import type { BlocksSpec, LayoutNode } from '../../host/types'
import { nodesAround } from './layout-tree'

/** Which tab is seen, and which accordions are open; by the numbers of their nodes. */
export interface Folds {
  /** Of a `tabs` node: the number of its tab. */
  tab(tabs: number): number | undefined
  isOpen(accordion: number): boolean
  setTab(tabs: number, tab: number): void
  setOpen(accordion: number, open: boolean): void
  /** Unfolds all around a component, so that it is seen. */
  reveal(component: number): void
}

interface Chosen {
  tabs: ReadonlyMap<number, number>
  open: ReadonlyMap<number, boolean>
}

export function useFolds({ layout }: BlocksSpec): Folds {
  const [{ tabs, open }, setChosen] = useState<Chosen>({ tabs: new Map(), open: new Map() })
  return useMemo(
    () => ({
      tab: (number) => tabs.get(number) ?? firstTab(layout, number),
      isOpen(number) {
        const node = layout[number]
        return open.get(number) ?? (node?.type !== 'accordion' || node.open)
      },
      setTab: (number, tab) =>
        setChosen((chosen) => ({ ...chosen, tabs: new Map(chosen.tabs).set(number, tab) })),
      setOpen: (number, isOpen) =>
        setChosen((chosen) => ({ ...chosen, open: new Map(chosen.open).set(number, isOpen) })),
      reveal: (component) => setChosen((chosen) => revealed(layout, component, chosen)),
    }),
    [layout, tabs, open],
  )
}

/** @returns what is chosen when everything around a component is unfolded; all else stays */
export function revealed(layout: readonly LayoutNode[], component: number, chosen: Chosen): Chosen {
  const tabs = new Map(chosen.tabs)
  const open = new Map(chosen.open)
  for (const number of nodesAround(layout, component)) {
    const node = layout[number]
    if (node?.type === 'tab') tabs.set(node.parent, number)
    if (node?.type === 'accordion') open.set(number, true)
  }
  return { tabs, open }
}

function firstTab(layout: readonly LayoutNode[], tabs: number): number | undefined {
  const first = layout.findIndex(({ type, parent }) => type === 'tab' && parent === tabs)
  return first === -1 ? undefined : first
}
