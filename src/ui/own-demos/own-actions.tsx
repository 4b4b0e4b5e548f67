import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { Button } from '../elements/button'
import { useRooms } from '../host-context'
import { useFileDrop } from '../models/use-file-drop'
import styles from './own-demos.module.css'
import { ownDialog, showOwnDialog } from './own-dialog'

const NewDemoDialog = lazy(async () => ({ default: (await import('./new-demo-dialog')).NewDemoDialog }))
const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog')).ImportDialog }))

/** Begin or import a demo; the whole gallery takes what is dropped on it. Asks for the list of own demos. */
export function OwnActions() {
  const { own } = useRooms().host
  const { shown, picked } = useStore(ownDialog)
  const over = useFileDrop((files) => showOwnDialog('import', files))
  // What cannot be read is told by the list; code that cannot be fetched is asked for again by the first press.
  useEffect(() => void own.open().catch(() => undefined), [own])
  // Whoever leaves the gallery leaves its dialogs.
  useEffect(() => () => showOwnDialog(undefined), [])
  return (
    <>
      <Button look="go" aria-haspopup="dialog" onClick={() => showOwnDialog('new')}>
        New demo
      </Button>
      <Button aria-haspopup="dialog" onClick={() => showOwnDialog('import')}>
        Import
      </Button>
      {over && (
        <div className={styles.over}>
          <p>
            <b>Drop a demo here</b>
            Its folder, or a .zip of it
          </p>
        </div>
      )}
      <Suspense>
        {shown === 'new' && <NewDemoDialog onClose={() => showOwnDialog(undefined)} />}
        {shown === 'import' && (
          <ImportDialog
            picked={picked}
            onPick={(files) => showOwnDialog('import', files)}
            onClose={() => showOwnDialog(undefined)}
          />
        )}
      </Suspense>
    </>
  )
}
