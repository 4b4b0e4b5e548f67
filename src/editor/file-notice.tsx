import type { ReactNode } from 'react'
import styles from './file-tabs.module.css'

interface Props {
  /** What was done. */
  children: ReactNode
  onUndo(): void
  onDismiss(): void
}

/** Says what was done to a file, and takes it back. */
export function FileNotice({ children, onUndo, onDismiss }: Props) {
  return (
    <p className={styles.line}>
      {children}
      <button type="button" className={styles.button} onClick={onUndo}>
        Undo
      </button>
      <button type="button" className={styles.button} aria-label="Dismiss" onClick={onDismiss}>
        ×
      </button>
    </p>
  )
}
