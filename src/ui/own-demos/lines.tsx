import styles from './own-demos.module.css'

/** More than anybody reads. */
const MOST_LINES = 12

/** What a visitor should know of a demo that came from outside; nothing where there is nothing. */
export function Lines({ head, lines }: { head: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      <p>{head}</p>
      <ul className={styles.lines}>
        {lines.slice(0, MOST_LINES).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > MOST_LINES && <li>… and {lines.length - MOST_LINES} more</li>}
      </ul>
    </div>
  )
}
