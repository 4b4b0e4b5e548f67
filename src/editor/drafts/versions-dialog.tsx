import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { OpenProject } from '../project/create-project'
import { useFocusBack } from '../use-focus-back'
import { originalOf } from './bind-project'
import { Changes } from './changes'
import type { Drafts } from './drafts'
import { useHistory } from './use-history'
import { VersionList } from './version-list'
import styles from './versions.module.css'

interface Props {
  project: OpenProject
  drafts: Drafts
  onClose(): void
}

/** What was kept of a demo's text: what each version has changed, and the way back to it. */
export function VersionsDialog({ project, drafts, onClose }: Props) {
  const { seat, changed, versions: changes } = useStore(drafts.state)
  const { history, failure } = useHistory(project.demoId, changes)
  const [chosen, setChosen] = useState<number>()
  const focusBack = useFocusBack()
  const versions = history?.versions ?? []
  const at = Math.max(
    0,
    versions.findIndex(({ id }) => id === chosen),
  )
  const version = versions[at]
  const writes = seat.role === 'writer'
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.ground} />
        <Dialog.Content
          className={styles.dialog}
          aria-describedby={undefined}
          onCloseAutoFocus={focusBack}
          onOpenAutoFocus={(event) => {
            // The first button would undo a draft: Enter is no way to that.
            event.preventDefault()
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
          }}
        >
          <div className={styles.head}>
            <Dialog.Title>Versions</Dialog.Title>
            <span className={styles.quiet}>
              Kept in this browser. Lines are counted against the original.
            </span>
            <button
              type="button"
              className={styles.button}
              disabled={!writes || !changed}
              onClick={() => {
                drafts.put(originalOf(project), 'reset')
                onClose()
              }}
            >
              Reset to the original
            </button>
            <Dialog.Close className={styles.button} aria-label="Close">
              ×
            </Dialog.Close>
          </div>
          {failure !== undefined && (
            <p className={styles.failure} role="alert">
              The versions cannot be read: {failure}
            </p>
          )}
          {history !== undefined && history.unread > 0 && (
            <p className={styles.failure}>
              {history.unread} of its versions {history.unread === 1 ? 'was' : 'were'} kept by another version
              of this page. Load the page again to see them.
            </p>
          )}
          {history !== undefined && version === undefined && (
            <p className={styles.nothing}>Nothing was changed yet. What you type is kept here.</p>
          )}
          {version !== undefined && (
            <div className={styles.halves}>
              <VersionList versions={versions} chosen={version.id} onChoose={setChosen} />
              <Changes
                version={version}
                previous={versions[at + 1]}
                original={originalOf(project)}
                onRestore={
                  writes
                    ? (files) => {
                        drafts.put(files, 'restored')
                        onClose()
                      }
                    : undefined
                }
              />
            </div>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
