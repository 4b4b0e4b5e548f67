import { useLocation } from 'wouter'

/** The demo whose page the address names; undefined on other pages. */
export function useDemoInView(): string | undefined {
  const [location] = useLocation()
  return /^\/d\/([^/]+)$/.exec(location)?.[1]
}
