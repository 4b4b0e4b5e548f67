import { lazy, Suspense, useEffect } from 'react'
import { useStore } from 'zustand'
import { useFileDrop } from '../models/use-file-drop'
import styles from './own-demos.module.css'
import { ownDialog, showOwnDialog } from './own-dialog'

const NewDemoDialog = lazy(async () => ({ default: (await import('./new-demo-dialog')).NewDemoDialog }))
const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog')).ImportDialog }))

/** The dialogs over the gallery; all of it takes what is dropped on it. */
export function OwnDialogs() {
  const { shown, picked } = useStore(ownDialog)
  const over = useFileDrop((files) => showOwnDialog('import', files))
  // Whoever leaves the gallery leaves its dialogs.
  useEffect(() => () => showOwnDialog(undefined), [])
  return (
    <>
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
