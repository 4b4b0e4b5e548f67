/** Where the components of Blocks stand. Each is plain data; the page lays it out. */
import type { PlacedComponent } from './blocks-components'

export type LayoutItem = PlacedComponent | RowItem | ColumnItem | TabsItem | AccordionItem

export interface RowItem {
  readonly type: 'row'
  readonly items: readonly LayoutItem[]
}

/** Side by side, in shares of the width; below each other where there is no room. */
export function Row(items: readonly LayoutItem[]): RowItem {
  return { type: 'row', items }
}

export interface ColumnOptions {
  /** Its share of the row that it is in, against what is beside it: 0.1 to 10, default 1. */
  scale?: number
}
export type ColumnItem = Readonly<ColumnOptions> & {
  readonly type: 'column'
  readonly items: readonly LayoutItem[]
}

/** Below each other. */
export function Column(items: readonly LayoutItem[], options: ColumnOptions = {}): ColumnItem {
  return { type: 'column', items, ...options }
}

export interface TabsItem {
  readonly type: 'tabs'
  readonly tabs: readonly { readonly label: string; readonly items: readonly LayoutItem[] }[]
}

/** One of them is seen at a time, at first the first. Labels that are whole numbers come before the others. */
export function Tabs(tabs: Readonly<Record<string, readonly LayoutItem[]>>): TabsItem {
  return { type: 'tabs', tabs: Object.entries(tabs).map(([label, items]) => ({ label, items })) }
}

export interface AccordionOptions {
  /** Default true. */
  open?: boolean
}
export type AccordionItem = Readonly<AccordionOptions> & {
  readonly type: 'accordion'
  readonly label: string
  readonly items: readonly LayoutItem[]
}

/** What can be folded away. */
export function Accordion(
  label: string,
  items: readonly LayoutItem[],
  options: AccordionOptions = {},
): AccordionItem {
  return { type: 'accordion', label, items, ...options }
}
