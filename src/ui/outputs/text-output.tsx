import { Misfit } from './misfit'
import styles from './outputs.module.css'

export function TextOutput({ value }: { value: unknown }) {
  if (typeof value !== 'string') return <Misfit wants="a text" value={value} />
  if (value === '') return <p className={styles.none}>An empty text.</p>
  return <p className={styles.text}>{value}</p>
}
