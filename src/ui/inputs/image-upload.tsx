import { type DragEvent, useRef, useState } from 'react'
import { Button } from '../elements/button'
import { PictureCanvas } from '../elements/picture-canvas'
import styles from './image.module.css'
import { type InputProps, problemAria } from './input-props'
import { readPicture } from './read-picture'

/** A picture from a file, by choosing, dropping or pasting it. */
export function ImageUpload({ id, label, draft, onDraft, problemId }: InputProps<'image'>) {
  const [fault, setFault] = useState<string>()
  const [over, setOver] = useState(false)
  const reads = useRef(0)

  const take = (file: File | null | undefined) => {
    if (file === null || file === undefined) return
    reads.current += 1
    const mine = reads.current
    // A second file may be chosen while the first is decoded: the newest one counts.
    readPicture(file).then(
      (pixels) => {
        if (mine !== reads.current) return
        setFault(undefined)
        onDraft(pixels)
      },
      (thrown: unknown) => {
        if (mine === reads.current) setFault(thrown instanceof Error ? thrown.message : String(thrown))
      },
    )
  }
  const drag = (event: DragEvent, entered: boolean) => {
    event.preventDefault()
    setOver(entered)
  }

  return (
    <fieldset
      className={`${styles.drop} ${over ? styles.over : ''} ${problemId === undefined ? '' : styles.invalid}`}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false)
        take(event.dataTransfer.files[0])
      }}
      onPaste={(event) => take(event.clipboardData.files[0])}
    >
      <legend className="unseen">{label}</legend>
      <input
        id={id}
        className={`unseen ${styles.file}`}
        type="file"
        accept="image/*"
        aria-label={label}
        onChange={(event) => {
          take(event.target.files?.[0])
          // So that choosing the same file again is a change again.
          event.target.value = ''
        }}
        {...problemAria(problemId)}
      />
      {draft instanceof ImageData ? (
        <>
          <PictureCanvas source={draft} label={`${label}: the chosen picture`} />
          <div className={styles.beside}>
            <label className={styles.choose} htmlFor={id}>
              Choose another
            </label>
            <Button look="quiet" onClick={() => onDraft(undefined)}>
              Remove
            </Button>
            <span className={styles.grow} />
            <span className="num">{`${draft.width} × ${draft.height}`}</span>
          </div>
        </>
      ) : (
        <label className={styles.ground} htmlFor={id}>
          <b>Choose a picture</b>
          <span>or drop it here, or paste it</span>
        </label>
      )}
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
