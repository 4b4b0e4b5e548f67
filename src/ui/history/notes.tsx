import callout from '../elements/callout.module.css'
import styles from './history.module.css'

/** What is not as it was: values that could not be stored, or why the run failed. */
export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <ul className={`${callout.warn} ${styles.notes}`} aria-label="Notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
