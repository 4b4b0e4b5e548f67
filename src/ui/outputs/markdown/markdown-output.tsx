import { useMemo } from 'react'
import { Misfit } from '../misfit'
import styles from '../outputs.module.css'
import { MarkdownText } from './markdown-text'

/** Longer ones would hold the page up with each piece that streams in. Characters. */
const LONGEST = 200_000

export function MarkdownOutput({ value }: { value: unknown }) {
  const text = typeof value === 'string' ? value.slice(0, LONGEST) : undefined
  const shown = useMemo(() => text !== undefined && <MarkdownText text={text} />, [text])
  if (typeof value !== 'string') return <Misfit wants="a text" value={value} />
  if (value.trim() === '') return <p className={styles.none}>An empty text.</p>
  return (
    <>
      {shown}
      {value.length > LONGEST && (
        <p className={styles.none}>Cut here: {value.length - LONGEST} more characters are not shown.</p>
      )}
    </>
  )
}
