import type { CallState } from '../../host/types'
import { PartialNote } from '../demo/partial-note'
import { ErrorCard } from '../elements/error-card'
import { Misfit } from '../outputs/misfit'
import styles from './chat.module.css'
import { readMessages } from './messages'

/** Below the conversation: why its last reply is not whole, or is none. */
export function Ending({ call }: { call: CallState }) {
  const { error, partial, outputs } = call
  const value = outputs?.[0]
  const misfit = value !== undefined && readMessages(value) === undefined
  const stopped = error?.code === 'Cancelled'
  if (!misfit && error === undefined) return null
  return (
    <div className={styles.ending}>
      {misfit && <Misfit wants="an array of { role, content }" value={value} />}
      {/* Whoever pressed Stop knows why it ended; with a part of a reply the note below says the rest. */}
      {error !== undefined && !(stopped && partial) && <ErrorCard error={error} />}
      {partial && <PartialNote call={call} />}
    </div>
  )
}
