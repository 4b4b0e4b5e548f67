import { draftText } from './draft-text'
import styles from './fields.module.css'
import type { InputProps } from './input-props'

export function SliderInput({ id, spec, draft, onDraft, aria }: InputProps<'slider'>) {
  return (
    <input
      id={id}
      className={styles.range}
      type="range"
      min={spec.min}
      max={spec.max}
      step={spec.step ?? 'any'}
      value={draftText(spec, draft)}
      onChange={(event) => onDraft(event.target.value)}
      {...aria}
    />
  )
}
