import { chosen } from './check-choice'
import styles from './choices.module.css'
import type { InputProps } from './input-props'

export function CheckboxGroupInput({ id, label, spec, draft, onDraft, aria }: InputProps<'checkbox-group'>) {
  const values = chosen(spec, draft)
  return (
    // biome-ignore lint/a11y/useSemanticElements: its name stands above it already, so a legend would be said twice
    <div
      className={`${styles.choices} ${aria['aria-invalid'] ? styles.invalid : ''}`}
      role="group"
      aria-label={label}
      aria-describedby={aria['aria-describedby']}
    >
      {spec.choices.map(([shown, value], at) => (
        <label key={value} className={styles.choice}>
          <input
            {...(at === 0 && { id })}
            type="checkbox"
            checked={values.includes(value)}
            onChange={(event) =>
              onDraft(event.target.checked ? [...values, value] : values.filter((each) => each !== value))
            }
            {...aria}
          />
          <span>{shown}</span>
        </label>
      ))}
    </div>
  )
}
