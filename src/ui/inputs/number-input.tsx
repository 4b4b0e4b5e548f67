import { draftText } from './draft-text'
import styles from './fields.module.css'
import type { InputProps } from './input-props'

export function NumberInput({ id, spec, draft, onDraft, aria }: InputProps<'number'>) {
  return (
    <input
      id={id}
      className={`${styles.box} num`}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      value={draftText(spec, draft)}
      onChange={(event) => onDraft(event.target.value)}
      onKeyDown={(event) => {
        const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
        const value = Number(draftText(spec, draft))
        if (direction === 0 || Number.isNaN(value)) return
        event.preventDefault()
        onDraft(String(stepped(value, direction * (spec.step ?? 1), spec.min, spec.max)))
      }}
      {...aria}
    />
  )
}

/** One step on, inside the limits, without the dust of binary fractions. */
function stepped(value: number, by: number, min = -Infinity, max = Infinity): number {
  return Math.min(max, Math.max(min, Number((value + by).toPrecision(12))))
}
