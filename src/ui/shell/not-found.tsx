import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './not-found.module.css'

/** @param children where else to go than to the gallery */
export function NotFound({ what, children }: { what: string; children?: ReactNode }) {
  return (
    <section className={styles.empty}>
      <h1>Nothing here</h1>
      <p>{what}</p>
      {children ?? <Link href="/">To the gallery</Link>}
    </section>
  )
}
