import { useState } from 'react'
import { useLocation } from 'wouter'

export const TABS_KEY = 'sublet-tabs'

/** Part of the first load: whether there is a strip of tabs, and whether there are pages of demos. */
export function useDemosOpened(): { strip: boolean; pages: boolean } {
  const [location] = useLocation()
  const [pages, setPages] = useState(false)
  const [kept] = useState(areKept)
  if (!pages && location.startsWith('/d/')) setPages(true)
  return { strip: pages || kept, pages }
}

/** From before a reload. */
function areKept(): boolean {
  try {
    return sessionStorage.getItem(TABS_KEY) !== null
  } catch {
    // A browser that gives the page no storage has kept none.
    return false
  }
}
