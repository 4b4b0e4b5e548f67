import { useEffect, useRef } from 'react'
import type { ModelSummary } from '../../host/types'
import { Button } from '../elements/button'
import { formatBytes } from '../format/bytes'
import styles from './model-list.module.css'
import { freedBy } from './storage'

interface Props {
  model: ModelSummary
  name: string
  onDelete(): void
  onKeep(): void
}

/** Asks in place; Escape keeps the model, and the focus goes back to where it came from. */
export function ConfirmDelete({ model, name, onDelete, onKeep }: Props) {
  const place = useRef<HTMLFieldSetElement>(null)
  const asker = useRef<Element>(null)
  useEffect(() => {
    asker.current ??= document.activeElement
    // On what does no harm: a second press of Enter must not delete.
    place.current?.querySelector('button')?.focus()
  }, [])
  const keep = () => {
    if (asker.current instanceof HTMLElement) asker.current.focus()
    onKeep()
  }
  const { freed, stays } = freedBy(model)
  return (
    <fieldset
      ref={place}
      className={styles.confirm}
      onKeyDown={(event) => {
        if (event.key === 'Escape') keep()
      }}
    >
      <legend className="unseen">Delete {name}</legend>
      <p>
        <b>Delete {name}?</b> That frees <span className="num">{formatBytes(freed)}</span>
        {stays > 0 && (
          <>
            {' '}
            and leaves <span className="num">{formatBytes(stays)}</span>, which other models share
          </>
        )}
        . {warning(model)}
      </p>
      <div className={styles.confirmButtons}>
        <Button onClick={keep}>Keep</Button>
        <Button onClick={onDelete}>Delete</Button>
      </div>
    </fieldset>
  )
}

function warning({ source, staged }: ModelSummary): string {
  const after = source.startsWith('local:')
    ? 'To have it again you need its file.'
    : 'It is downloaded again when a demo asks for it.'
  return staged?.inUse === true ? `A demo has it loaded now. ${after}` : after
}
