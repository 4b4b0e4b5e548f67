/** The demos that are open in this browser tab, in the order of the strip. */
export interface Tabs {
  readonly open: readonly string[]
  /** Those of them that have been in view since the page was loaded; the others are titles, and nothing is booted. */
  readonly seen: readonly string[]
  /** The one that is in view, or was last; where there are two, the one that has the keys. */
  readonly main: string | undefined
  /** What is shown beside it where there is room. */
  readonly beside: string | undefined
}

export const NO_TABS: Tabs = { open: [], seen: [], main: undefined, beside: undefined }

/** What is in view when the page of `id` is, in the order of the strip: the columns stay where they are. */
export function inView({ open, beside }: Tabs, id: string, wide: boolean): readonly string[] {
  return wide && beside !== undefined && beside !== id
    ? open.filter((each) => each === id || each === beside)
    : [id]
}

/**
 * The page of `id` comes into view. If it is beside another, the two change places: nothing moves.
 * @returns `tabs` itself where it says so already
 */
export function show(tabs: Tabs, id: string, wide: boolean): Tabs {
  const open = tabs.open.includes(id) ? tabs.open : [...tabs.open, id]
  const beside = id === tabs.beside ? tabs.main : tabs.beside
  const shown = { ...tabs, open, main: id, beside: beside === id ? undefined : beside }
  const fresh = inView(shown, id, wide).filter((each) => !tabs.seen.includes(each))
  if (open === tabs.open && id === tabs.main && shown.beside === tabs.beside && fresh.length === 0)
    return tabs
  return { ...shown, seen: [...tabs.seen, ...fresh] }
}

/** @returns `tabs` itself where `id` is not open */
export function close(tabs: Tabs, id: string): Tabs {
  if (!tabs.open.includes(id)) return tabs
  const rest = (ids: readonly string[]) => ids.filter((each) => each !== id)
  const main = tabs.main === id ? next(tabs, id) : tabs.main
  const beside = tabs.beside === id || tabs.beside === main ? undefined : tabs.beside
  return { open: rest(tabs.open), seen: rest(tabs.seen), main, beside }
}

/** Which one comes into view when `id` is closed: what is beside it, else its neighbour. */
export function next({ open, beside }: Tabs, id: string): string | undefined {
  const at = open.indexOf(id)
  return beside !== undefined && beside !== id ? beside : (open[at + 1] ?? open[at - 1])
}

/** Opens `id` in the place that it had. */
export function putBack(tabs: Tabs, id: string, at: number): Tabs {
  return tabs.open.includes(id) ? tabs : { ...tabs, open: tabs.open.toSpliced(at, 0, id) }
}

/** @param beside undefined: one column */
export function split(tabs: Tabs, beside: string | undefined): Tabs {
  return { ...tabs, beside: beside === tabs.main ? undefined : beside }
}

/** The one before or after `id` in the strip, round and round. */
export function neighbour({ open }: Tabs, id: string | undefined, step: 1 | -1): string | undefined {
  const at = id === undefined ? -1 : open.indexOf(id)
  return at < 0 ? open[0] : open.at((at + step) % open.length)
}
