import { chosen } from './check-choice'
import styles from './choices.module.css'
import type { InputProps } from './input-props'

export function RadioInput({ id, label, spec, draft, onDraft, aria }: InputProps<'radio'>) {
  const [current] = chosen(spec, draft)
  // The one that Tab goes to: what is chosen, or the first.
  const entry = Math.max(
    0,
    spec.choices.findIndex(([, value]) => value === current),
  )
  return (
    <div
      className={`${styles.choices} ${aria['aria-invalid'] ? styles.invalid : ''}`}
      role="radiogroup"
      aria-label={label}
      {...aria}
    >
      {spec.choices.map(([shown, value], at) => (
        <label key={value} className={styles.choice}>
          <input
            {...(at === entry && { id })}
            type="radio"
            name={id}
            checked={value === current}
            onChange={() => onDraft(value)}
          />
          <span>{shown}</span>
        </label>
      ))}
    </div>
  )
}
