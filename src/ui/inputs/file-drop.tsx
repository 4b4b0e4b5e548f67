import { type DragEvent, type ReactNode, useState } from 'react'
import { Button } from '../elements/button'
import styles from './file-drop.module.css'
import { problemAria } from './input-props'

interface Props {
  id: string
  label: string
  /** What is asked for: `a picture`. */
  what: string
  /** As of `<input accept>`. */
  accept: string
  problemId: string | undefined
  /** The file is being read. */
  reading?: boolean
  /** Why the last file could not be taken. */
  fault?: string | undefined
  /** What was taken, to be seen; undefined while there is nothing. */
  children?: ReactNode
  /** Its numbers, beside it. */
  facts?: string
  /** Other ways to give one. */
  more?: ReactNode
  onFile(file: File): void
  onRemove(): void
}

/** Takes a file by choosing, dropping or pasting it. */
export function FileDrop(props: Props) {
  const { id, label, what, accept, problemId, reading = false, fault, children, facts, more } = props
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file !== undefined) props.onFile(file)
  }
  const drag = (event: DragEvent, entered: boolean) => {
    event.preventDefault()
    setOver(entered)
  }

  return (
    <fieldset
      className={`${styles.drop} ${over ? styles.over : ''} ${problemId === undefined ? '' : styles.invalid}`}
      aria-busy={reading}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false)
        take(event.dataTransfer.files)
      }}
      onPaste={(event) => take(event.clipboardData.files)}
    >
      <legend className="unseen">{label}</legend>
      <input
        id={id}
        className={`unseen ${styles.file}`}
        type="file"
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          take(event.target.files)
          // So that choosing the same file again is a change again.
          event.target.value = ''
        }}
        {...problemAria(problemId)}
      />
      {children ?? (
        <label className={styles.ground} htmlFor={id}>
          <b>{reading ? 'Reading…' : `Choose ${what}`}</b>
          <span>or drop it here, or paste it</span>
        </label>
      )}
      {(children !== undefined || more !== undefined) && (
        <div className={styles.beside}>
          {children !== undefined && (
            <>
              <label className={styles.choose} htmlFor={id}>
                Choose another
              </label>
              <Button look="quiet" onClick={props.onRemove}>
                Remove
              </Button>
            </>
          )}
          {more}
          <span className={styles.grow} />
          {facts !== undefined && <span className="num">{facts}</span>}
        </div>
      )}
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
