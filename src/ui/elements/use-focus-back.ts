import { useState } from 'react'

/**
 * For a Radix dialog that something else than its own trigger opens: Radix gives the focus back to a trigger only, and
 * without one the next Tab would begin at the top of the page.
 * @returns `onCloseAutoFocus` for the dialog's content
 */
export function useFocusBack(open = true): (event: Event) => void {
  // Read while the dialog is drawn: once it is there, it has the focus itself.
  const [{ was, from }, setOpened] = useState(() => opened(open))
  if (was !== open) setOpened(open ? opened(open) : { was: open, from })
  return (event) => {
    if (!(from instanceof HTMLElement) || !from.isConnected) return
    event.preventDefault()
    from.focus()
  }
}

function opened(open: boolean) {
  return { was: open, from: open ? document.activeElement : null }
}
