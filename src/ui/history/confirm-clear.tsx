import { useEffect, useRef } from 'react'
import { Button } from '../elements/button'
import styles from './history.module.css'

interface Props {
  /** What is deleted, such as `all 12 runs of Digits`. */
  what: string
  onClear(): void
  onKeep(): void
}

/** Asks in place; Escape keeps them. */
export function ConfirmClear({ what, onClear, onKeep }: Props) {
  const keep = useRef<HTMLFieldSetElement>(null)
  // On what does no harm: a second press of Enter must not delete.
  useEffect(() => keep.current?.querySelector('button')?.focus(), [])
  return (
    <fieldset
      ref={keep}
      className={styles.confirm}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onKeep()
      }}
    >
      <legend className="unseen">Delete {what}</legend>
      <span>
        <b>Delete {what}?</b> That cannot be undone.
      </span>
      <span className={styles.buttons}>
        <Button look="quiet" onClick={onKeep}>
          Keep
        </Button>
        <Button look="quiet" onClick={onClear}>
          Delete all
        </Button>
      </span>
    </fieldset>
  )
}
