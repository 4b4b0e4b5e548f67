import type { KeyboardEvent, RefObject } from 'react'
import { Button } from '../elements/button'
import styles from './chat.module.css'

/** Taller than this, the message scrolls. */
const MOST_ROWS = 8

interface Props {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  placeholder: string | undefined
  /** A reply is on its way: the next message can be written, but not sent. */
  busy: boolean
  disabled: boolean
  onText(text: string): void
  onSend(): void
  onStop(): void
}

/** The message box. Enter sends, Shift+Enter breaks the line, Escape stops the reply. */
export function Composer({ box, text, placeholder, busy, disabled, onText, onSend, onStop }: Props) {
  const onKey = (event: KeyboardEvent) => {
    // Enter that picks a suggestion of an input method is not meant for us.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      onSend()
    }
    if (event.key === 'Escape' && busy) onStop()
  }
  const rows = Math.min(MOST_ROWS, text.split('\n').length)
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <textarea
        ref={box}
        className={styles.box}
        aria-label="Message"
        aria-keyshortcuts="Enter Shift+Enter Escape"
        placeholder={placeholder ?? 'Write a message'}
        rows={rows}
        value={text}
        enterKeyHint="send"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKey}
      />
      <Button
        type="submit"
        look="go"
        className={busy ? (styles.idle ?? '') : ''}
        disabled={disabled || busy || text.trim() === ''}
      >
        Send
      </Button>
      <Button className={busy ? '' : (styles.idle ?? '')} disabled={!busy} onClick={onStop}>
        Stop
      </Button>
    </form>
  )
}
