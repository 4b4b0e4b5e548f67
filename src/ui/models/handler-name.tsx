import { CopyButton } from './copy-button'
import styles from './handler-name.module.css'
import { createCall, type ModelNaming } from './naming'

/** The line of a handler that opens the model, to copy. */
export function HandlerName({ naming }: { naming: ModelNaming }) {
  const call = createCall(naming)
  return (
    <div className={styles.line}>
      <span className={styles.lead}>In a handler</span>
      <code>{call}</code>
      <CopyButton text={call} what="the line for a handler" />
    </div>
  )
}
