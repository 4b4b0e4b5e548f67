import { Button } from '../elements/button'
import styles from './update-notice.module.css'

/** The page does not reload by itself: something may be running. */
export function UpdateNotice({ onUpdate }: { onUpdate(): void }) {
  return (
    <output className={styles.notice}>
      A new version of Sublet is here. What runs now would be stopped.
      <Button look="quiet" onClick={onUpdate}>
        Reload now
      </Button>
    </output>
  )
}
