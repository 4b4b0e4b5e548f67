import { CopyButton } from '../models/copy-button'
import styles from './api-panel.module.css'

/** Code to copy. It scrolls by itself, so that the page never does sideways. */
export function CodeBlock({ code, what }: { code: string; what: string }) {
  return (
    <div className={styles.block}>
      <div className={styles.copy}>
        <CopyButton text={code} what={what} />
      </div>
      <section
        className={styles.code}
        aria-label={what}
        // Scrolled by keys as well.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
      >
        <pre>{code}</pre>
      </section>
    </div>
  )
}
