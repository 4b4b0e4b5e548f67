/** The page of a demo; without one, the gallery. */
export function addressOf(demo: string | undefined): string {
  return demo === undefined ? '/' : `/d/${encodeURIComponent(demo)}`
}
