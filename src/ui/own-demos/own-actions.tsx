import { lazy, Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../elements/button'
import { ownDialog, showOwnDialog } from './own-dialog'

/** What comes of a press, or of files that are dragged over the page, is no part of the first load. */
const OwnDialogs = lazy(async () => ({ default: (await import('./own-dialogs')).OwnDialogs }))

/** Begin or import a demo. */
export function OwnActions() {
  const { shown } = useStore(ownDialog)
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const hold = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      // Else the browser would leave the page to show what is dropped before the dialogs are there.
      event.preventDefault()
      setWanted(true)
    }
    addEventListener('dragover', hold)
    addEventListener('drop', hold)
    return () => {
      removeEventListener('dragover', hold)
      removeEventListener('drop', hold)
    }
  }, [])
  return (
    <>
      <Button look="go" aria-haspopup="dialog" onClick={() => showOwnDialog('new')}>
        New demo
      </Button>
      <Button aria-haspopup="dialog" onClick={() => showOwnDialog('import')}>
        Import
      </Button>
      <Suspense>{(wanted || shown !== undefined) && <OwnDialogs />}</Suspense>
    </>
  )
}
