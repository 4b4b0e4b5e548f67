import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { LeaseView } from '../../host/types'
import type { Session } from '../demo/session'
import { Button } from '../elements/button'
import { fileName, saveFile } from '../elements/save-file'
import { useFocusBack } from '../elements/use-focus-back'
import { Flame } from './flame'
import { formatMs } from './format-ms'
import { lanesOf } from './lanes'
import { traceOfLeases } from './lease-trace'
import { notesOf } from './notes'
import styles from './profile.module.css'
import { ProfileTable } from './profile-table'
import { viewOf } from './scale'

export interface ProfileDialogProps {
  session: Session
  /** Oldest first; the newest is shown first. */
  leases: readonly LeaseView[]
  onClose(): void
}

/** What a lease spent its time on, as a flame view. */
export function ProfileDialog({ session, leases, onClose }: ProfileDialogProps) {
  const focusBack = useFocusBack()
  const timed = useStore(session.state, (state) => state.timed)
  const [chosen, choose] = useState<number>()
  const [part, setPart] = useState<'lease' | 'run'>('lease')
  const at = Math.min(chosen ?? leases.length - 1, leases.length - 1)
  const lease = leases[at]
  if (lease === undefined) return null
  const lanes = lanesOf(lease)

  function save(): void {
    const trace = traceOfLeases(leases, session.demo.card.title, performance.timeOrigin)
    const name = fileName(`sublet profile ${session.demo.card.id}`, 'json')
    saveFile(new Blob([JSON.stringify(trace)], { type: 'application/json' }), name)
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.ground} />
        <Dialog.Content className={styles.dialog} aria-describedby={undefined} onCloseAutoFocus={focusBack}>
          <div className={styles.head}>
            <Dialog.Title>
              Profile of <span className="num">{lease.fn}</span>
            </Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" aria-label="Close">
                ×
              </Button>
            </Dialog.Close>
          </div>
          <div className={styles.tools}>
            {leases.length > 1 && (
              <label>
                <span className={styles.which}>Run</span>
                <select aria-label="Run" value={at} onChange={(event) => choose(Number(event.target.value))}>
                  {leases.map(({ fn, bill, queuedAt }, index) => (
                    <option key={queuedAt} value={index}>
                      {index + 1}: {fn}, {formatMs(bill?.ranMs ?? 0)}
                    </option>
                  ))}
                </select>
              </label>
            )}
            <Button look="quiet" aria-pressed={part === 'lease'} onClick={() => setPart('lease')}>
              Whole lease
            </Button>
            <Button look="quiet" aria-pressed={part === 'run'} onClick={() => setPart('run')}>
              Run only
            </Button>
            <label>
              <input
                type="checkbox"
                checked={timed}
                onChange={(event) => session.time(event.target.checked)}
              />{' '}
              GPU time in the next runs
            </label>
            <Button look="quiet" className={styles.save ?? ''} onClick={save}>
              Save trace
            </Button>
          </div>
          <Flame lanes={lanes} view={viewOf(lease, part)} />
          <ul className={styles.notes}>
            {notesOf(lease).map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <ProfileTable lanes={lanes} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
