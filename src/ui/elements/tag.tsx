import type { ReactNode } from 'react'
import styles from './tag.module.css'
import type { Tone } from './tone'

export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`${styles.tag} ${styles[tone]} num`}>{children}</span>
}
