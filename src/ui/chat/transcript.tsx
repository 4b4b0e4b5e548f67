import { memo, type ReactNode } from 'react'
import { CopyButton } from '../models/copy-button'
import styles from './chat.module.css'
import type { Message } from './messages'
import { useFollowEnd } from './use-follow-end'

interface Props {
  label: string
  messages: readonly Message[]
  /** The last message is being written; where that is the visitor's, an answer to it is awaited. */
  writing?: boolean
  /** Shown while there is no message. */
  children?: ReactNode
}

/** A conversation, which follows its end unless the visitor has scrolled up to read. */
export function Transcript({ label, messages, writing = false, children }: Props) {
  const questions = messages.filter(({ role }) => role === 'user').length
  const { place, onScroll } = useFollowEnd(messages, questions)
  const awaited = writing && messages.at(-1)?.role === 'user'
  return (
    <div
      ref={place}
      className={styles.transcript}
      role="log"
      aria-label={label}
      aria-live="polite"
      // A reply is read out when it is whole, not at each of its words.
      aria-busy={writing}
      // Scrolled by keys as well.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      onScroll={onScroll}
    >
      {messages.length === 0 && children}
      {messages.map((message, index) => (
        <Turn
          // biome-ignore lint/suspicious/noArrayIndexKey: a message is its place
          key={index}
          from={message.role}
          content={message.content}
          writing={writing && !awaited && index === messages.length - 1}
        />
      ))}
      {awaited && <Turn from="assistant" content="" writing />}
    </div>
  )
}

interface TurnProps {
  from: Message['role']
  content: string
  writing: boolean
}

/** Memoised: of a long conversation only the last message changes while it is written. */
const Turn = memo(function Turn({ from, content, writing }: TurnProps) {
  return (
    <article className={`${styles.turn} ${styles[from]}`} data-role={from}>
      <h2 className="unseen">{from === 'user' ? 'You' : 'Reply'}</h2>
      <p className={styles.content}>
        {content}
        {writing && <span className={styles.cursor} aria-hidden="true" />}
      </p>
      {from === 'assistant' && !writing && content !== '' && <CopyButton text={content} what="reply" />}
    </article>
  )
})
