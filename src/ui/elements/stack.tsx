import { useMemo } from 'react'
import styles from './error-card.module.css'
import { stackLines } from './stack-lines'

/** Where an error was thrown, folded; the demo's own lines stand out. Nothing where nobody knows. */
export function Stack({ stack, message }: { stack: string; message: string }) {
  const lines = useMemo(() => stackLines(stack, message), [stack, message])
  const first = lines.find(({ place }) => place !== undefined)
  if (lines.length === 0) return null
  return (
    <details className={styles.stack}>
      <summary>
        Stack{first?.place !== undefined && <span className={styles.place}>{first.place}</span>}
      </summary>
      <ol>
        {lines.map(({ text, place }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stack does not change
          <li key={index} className={place === undefined ? styles.foreign : ''}>
            {text}
          </li>
        ))}
      </ol>
    </details>
  )
}
