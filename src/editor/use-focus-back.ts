import { useState } from 'react'

/**
 * For a dialog that is there only while it is open: Radix gives the focus back to a trigger of its own, and these have none.
 * @returns `onCloseAutoFocus` for the dialog's content
 */
export function useFocusBack(): (event: Event) => void {
  const [from] = useState(() => document.activeElement)
  return (event) => {
    if (!(from instanceof HTMLElement) || !from.isConnected) return
    event.preventDefault()
    from.focus()
  }
}
