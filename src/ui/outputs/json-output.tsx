import { useMemo } from 'react'
import { jsonText } from './json-text'
import styles from './outputs.module.css'

export function JsonOutput({ value }: { value: unknown }) {
  const text = useMemo(() => jsonText(value), [value])
  return <pre className={styles.json}>{text}</pre>
}
