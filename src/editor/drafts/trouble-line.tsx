import { useStore } from 'zustand'
import type { OpenProject } from '../project/create-project'
import { draftStore } from './bind-project'
import { deleteOthers } from './delete-others'
import type { Drafts } from './drafts'
import styles from './drafts.module.css'
import type { Trouble } from './trouble'
import { sizeText } from './trouble'
import { useOthers } from './use-others'

interface Props {
  project: OpenProject
  drafts: Drafts
  trouble: Trouble
}

/** Why drafts are not kept now, and what can be done about it. Typing goes on. */
export function TroubleLine({ project, drafts, trouble: { code, message, wayOut } }: Props) {
  const { versions } = useStore(drafts.state)
  const others = useOthers(project.demoId, versions)
  const retry = () => drafts.retry()
  return (
    <p className={styles.trouble} role="alert">
      <span>
        {message} {wayOut}
      </span>
      {code !== 'NoStorage' && others !== undefined && others.demos > 0 && (
        <button
          type="button"
          className={styles.button}
          onClick={() => void deleteOthers(draftStore, project.demoId).then(retry, retry)}
        >
          Delete drafts of {others.demos === 1 ? 'another demo' : `${others.demos} other demos`},{' '}
          {sizeText(others.bytes)}
        </button>
      )}
      <button type="button" className={styles.button} onClick={retry}>
        Try again
      </button>
    </p>
  )
}
