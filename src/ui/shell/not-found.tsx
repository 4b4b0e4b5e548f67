import { Link } from 'wouter'
import styles from './not-found.module.css'

export function NotFound({ what }: { what: string }) {
  return (
    <section className={styles.empty}>
      <h1>Nothing here</h1>
      <p>{what}</p>
      <Link href="/">To the gallery</Link>
    </section>
  )
}
