import { type ClipboardEvent, type DragEvent, type ReactNode, useState } from 'react'
import { Button } from '../elements/button'
import styles from './file-drop.module.css'
import type { ControlAria } from './input-props'

interface Props {
  id: string
  label: string
  /** What is asked for: `a picture`. */
  what: string
  /** As of `<input accept>`. */
  accept: string
  aria: ControlAria
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
  /** In which of its own ways it takes one. Default all. */
  ways?: { choose: boolean; paste: boolean }
  onFile(file: File): void
  onRemove(): void
}

const ALL = { choose: true, paste: true }

/** Takes a file by choosing, dropping or pasting it. */
export function FileDrop(props: Props) {
  const { id, label, what, accept, aria, reading = false, fault, children, facts, more } = props
  const { choose, paste } = props.ways ?? ALL
  const [over, setOver] = useState(false)
  const [odd, setOdd] = useState<string>()
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file === undefined) return
    setOdd(undefined)
    props.onFile(file)
  }
  const pasted = (event: ClipboardEvent) => {
    if (!paste) return
    event.preventDefault()
    take(event.clipboardData.files)
    if (event.clipboardData.files.length === 0) setOdd(`What was pasted is text, not ${what}`)
  }
  const drag = (event: DragEvent, entered: boolean) => {
    event.preventDefault()
    setOver(entered)
  }

  return (
    <fieldset
      className={`${styles.drop} ${over ? styles.over : ''} ${aria['aria-invalid'] ? styles.invalid : ''}`}
      aria-busy={reading}
      // A click anywhere in it is enough for Control and V.
      tabIndex={choose ? -1 : 0}
      {...(!choose && { id, 'aria-describedby': aria['aria-describedby'] })}
      onDragOver={(event) => drag(event, choose)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false)
        if (choose) take(event.dataTransfer.files)
      }}
      onPaste={pasted}
    >
      <legend className="unseen">{label}</legend>
      {choose && (
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
          {...aria}
        />
      )}
      {children ??
        (choose ? (
          <label className={styles.ground} htmlFor={id}>
            <b>{reading ? 'Reading…' : `Choose ${what}`}</b>
            <span>{paste ? 'or drop it here, or paste it' : 'or drop it here'}</span>
          </label>
        ) : (
          <p className={styles.ground}>{paste ? `Paste ${what} here, with Ctrl V` : `Take ${what}`}</p>
        ))}
      {(children !== undefined || more !== undefined) && (
        <div className={styles.beside}>
          {children !== undefined && (
            <>
              {choose && (
                <label className={styles.choose} htmlFor={id}>
                  Choose another
                </label>
              )}
              <Button
                look="quiet"
                onClick={() => {
                  // The button goes away with what is removed.
                  document.getElementById(id)?.focus()
                  props.onRemove()
                }}
              >
                Remove
              </Button>
            </>
          )}
          {more}
          <span className={styles.grow} />
          {facts !== undefined && <span className="num">{facts}</span>}
        </div>
      )}
      {(odd ?? fault) !== undefined && (
        <p className={styles.fault} role="alert">
          {odd ?? fault}
        </p>
      )}
    </fieldset>
  )
}
