import { Misfit } from './misfit'
import styles from './outputs.module.css'

export function NumberOutput({ value }: { value: unknown }) {
  if (typeof value !== 'number') return <Misfit wants="a number" value={value} />
  return <output className={`${styles.figure} num`}>{value}</output>
}
