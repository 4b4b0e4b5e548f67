import styles from './form-outputs.module.css'
import { Misfit } from './misfit'

export function CheckboxOutput({ value }: { value: unknown }) {
  if (typeof value !== 'boolean') return <Misfit wants="true or false" value={value} />
  return (
    <output className={styles.tick} data-value={value}>
      <span aria-hidden="true">{value ? '☑' : '☐'}</span>
      {value ? 'Yes' : 'No'}
    </output>
  )
}
