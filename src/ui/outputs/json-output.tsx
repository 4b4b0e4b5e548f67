import { useMemo } from 'react'
import { jsonText } from './json-text'
import styles from './outputs.module.css'

export function JsonOutput({ value }: { value: unknown }) {
  const text = useMemo(() => jsonText(value), [value])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys as well
    <pre className={styles.json} tabIndex={0}>
      {text}
    </pre>
  )
}
