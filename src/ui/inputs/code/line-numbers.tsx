import type { Ref } from 'react'
import styles from './code.module.css'

/** Beside a text in lines that are not wrapped. */
export function LineNumbers({ text, ref }: { text: string; ref?: Ref<HTMLDivElement> }) {
  const count = text.split('\n').length
  return (
    <div ref={ref} className={styles.numbers} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => at + 1).join('\n')}
    </div>
  )
}
