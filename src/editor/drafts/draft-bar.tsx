import { useState } from 'react'
import { useStore } from 'zustand'
import type { OpenProject } from '../project/create-project'
import { originalOf } from './bind-project'
import { DraftNotice } from './draft-notice'
import type { Drafts } from './drafts'
import styles from './drafts.module.css'
import { TroubleLine } from './trouble-line'
import { VersionsDialog } from './versions-dialog'

interface Props {
  project: OpenProject
  drafts: Drafts
  onRun(): void
}

/** One line: what the text in the editor is, who may write in it, and the way to its versions. */
export function DraftBar({ project, drafts, onRun }: Props) {
  const trouble = useStore(drafts.state, (state) => state.trouble)
  const role = useStore(drafts.state, ({ seat }) => seat.role)
  const [versions, setVersions] = useState(false)
  return (
    <>
      <div className={styles.bar} data-role={role}>
        <DraftNotice
          drafts={drafts}
          onRun={onRun}
          onOriginal={() => drafts.put(originalOf(project), 'reset')}
          onChanges={() => setVersions(true)}
        />
        <button type="button" className={styles.button} onClick={() => setVersions(true)}>
          Versions
        </button>
      </div>
      {trouble !== undefined && <TroubleLine project={project} drafts={drafts} trouble={trouble} />}
      {versions && <VersionsDialog project={project} drafts={drafts} onClose={() => setVersions(false)} />}
    </>
  )
}
