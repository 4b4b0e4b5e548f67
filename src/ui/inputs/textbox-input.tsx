import { draftText } from './draft-text'
import styles from './fields.module.css'
import type { InputProps } from './input-props'

export function TextboxInput({ id, spec, draft, onDraft, aria }: InputProps<'textbox'>) {
  const shared = {
    id,
    className: styles.box,
    placeholder: spec.placeholder ?? '',
    value: draftText(spec, draft),
    ...aria,
  }
  return spec.lines > 1 ? (
    <textarea {...shared} rows={spec.lines} onChange={(event) => onDraft(event.target.value)} />
  ) : (
    <input {...shared} type="text" autoComplete="off" onChange={(event) => onDraft(event.target.value)} />
  )
}
