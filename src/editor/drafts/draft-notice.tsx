import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Drafts, DraftsState } from './drafts'
import styles from './drafts.module.css'
import { ago, clockText } from './when'

interface Props {
  drafts: Drafts
  onRun(): void
  onOriginal(): void
  /** Shows what the draft has changed. */
  onChanges(): void
}

export function DraftNotice({ drafts, onRun, onOriginal, onChanges }: Props) {
  const shown = useStore(drafts.state, useShallow(shownOf))
  const { role, notice, found } = shown
  return (
    <>
      <span className={styles.says} role="status">
        {textOf(shown)}
      </span>
      {role !== 'follower' && found === undefined && <KeptSign {...shown} />}
      {role === 'follower' && (
        <button type="button" className={styles.button} onClick={() => drafts.takeOver()}>
          Edit here instead
        </button>
      )}
      {role === 'writer' && notice !== undefined && (
        <button type="button" className={styles.button} onClick={() => drafts.dismiss('notice')}>
          OK
        </button>
      )}
      {role === 'writer' && notice === undefined && found !== undefined && (
        <>
          <button type="button" className={styles.button} onClick={onOriginal}>
            Restore original
          </button>
          <button type="button" className={styles.button} onClick={onChanges}>
            Show what changed
          </button>
          <button type="button" className={styles.button} onClick={onRun}>
            Run it
          </button>
          <button
            type="button"
            className={styles.button}
            aria-label="Dismiss"
            onClick={() => drafts.dismiss('found')}
          >
            ×
          </button>
        </>
      )}
    </>
  )
}

type Shown = ReturnType<typeof shownOf>

/** Of what changes with each key, only what is seen of it. */
function shownOf({ seat, found, changed, keptAt }: DraftsState) {
  const { role, notice, edits, kept } = seat
  return { role, notice, found, changed, keptAt, kept: edits === kept }
}

function textOf({ role, notice, found }: Shown): string {
  if (notice === 'taken') return 'Another tab has taken over. This one shows what is typed there.'
  if (role === 'follower') return 'This demo is open for editing in another tab.'
  if (notice === 'inherited') return 'The other tab was closed. It is edited here now.'
  return found === undefined ? '' : `Draft of ${ago(found, Date.now())}`
}

/** It changes with every pause of typing: nothing that a screen reader should speak of by itself. */
function KeptSign({ role, kept, changed, keptAt }: Shown) {
  const at = keptAt === undefined ? '' : ` ${clockText(keptAt, Date.now())}`
  const text = role === 'opening' ? '' : !kept ? 'Draft, not kept yet' : `Draft, kept${at}`
  return (
    <span className={styles.sign} data-kept={kept}>
      {kept && !changed ? 'As the demo is' : text}
    </span>
  )
}
