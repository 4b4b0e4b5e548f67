import styles from './choices.module.css'
import type { InputProps } from './input-props'

export function CheckboxInput({ id, label, spec, draft, onDraft, aria }: InputProps<'checkbox'>) {
  return (
    <label className={styles.tick}>
      <input
        id={id}
        type="checkbox"
        checked={typeof draft === 'boolean' ? draft : spec.value}
        onChange={(event) => onDraft(event.target.checked)}
        {...aria}
      />
      <span>{label}</span>
    </label>
  )
}
