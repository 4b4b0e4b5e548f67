import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { sessionOf } from '../demo/sessions'
import { useDemoName, useRooms } from '../host-context'
import { addressOf } from './address-of'
import { StateDot } from './state-dot'
import styles from './tab-strip.module.css'

interface Props {
  id: string
  /** It has been in view: there is a session that has a state. */
  seen: boolean
  /** Its page is in view, and has the keys. */
  current: boolean
  /** In the other column. */
  beside: boolean
  onClose(): void
  /** By the keyboard: the focus must not be lost. */
  onDelete(): void
}

/** One open demo: a link to its page. Closed by its button, the middle button of a mouse, or Delete. */
export function Tab({ id, seen, current, beside, onClose, onDelete }: Props) {
  const { host } = useRooms()
  const name = useDemoName()(id)
  const item = useRef<HTMLLIElement>(null)
  const session = seen ? sessionOf(host, id) : undefined
  // One that another tab has deleted is listed no more, and is open here all the same.
  const { emoji, title } = session?.demo.card ?? name
  useEffect(() => {
    if (current) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Delete') return
    event.preventDefault()
    onDelete()
  }
  return (
    <li
      ref={item}
      className={`${styles.tab} ${current ? styles.current : ''} ${beside ? styles.beside : ''}`}
      data-tab={id}
      onMouseDown={(event) => {
        // Else it would begin to scroll.
        if (event.button === 1) event.preventDefault()
      }}
      onAuxClick={(event) => {
        if (event.button !== 1) return
        event.preventDefault()
        onClose()
      }}
    >
      <Link
        href={addressOf(id)}
        className={styles.link}
        aria-current={current ? 'page' : undefined}
        aria-keyshortcuts="Delete"
        onKeyDown={onKey}
      >
        <span aria-hidden="true">{emoji}</span>
        <span className={styles.title}>{title}</span>
        {session === undefined ? (
          <span className={`${styles.dot} ${styles.idle}`} data-state="closed" aria-hidden="true" />
        ) : (
          <StateDot session={session} />
        )}
      </Link>
      {/* Not a stop of its own for the keyboard, which has Delete. */}
      <button
        type="button"
        tabIndex={-1}
        className={styles.close}
        aria-label={`Close ${title}`}
        title="Close (Delete)"
        onClick={onClose}
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  )
}
