import { useEffect } from 'react'

/**
 * Names the browser's tab, and the entry in its history, after the page in view; the site's own title comes back when
 * that goes. Not for what the first load draws: the gallery has the site's title.
 * @param title undefined: this page is drawn, and another one is in view
 */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return
    site ??= document.title
    document.title = `${title} · Sublet`
    return () => {
      document.title = site ?? ''
    }
  }, [title])
}

/** What index.html says. */
let site: string | undefined
