import { readMessages } from '../chat/messages'
import { Transcript } from '../chat/transcript'
import { Misfit } from './misfit'
import styles from './outputs.module.css'

interface Props {
  label: string
  value: unknown
  running: boolean
}

export function ChatbotOutput({ label, value, running }: Props) {
  const messages = readMessages(value)
  if (messages === undefined) return <Misfit wants="an array of { role, content }" value={value} />
  return (
    <div className={styles.chat}>
      <Transcript label={label} messages={messages} writing={running}>
        <p className={styles.none}>No messages.</p>
      </Transcript>
    </div>
  )
}
