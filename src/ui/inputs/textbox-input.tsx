import { draftText } from './draft-text'
import styles from './fields.module.css'
import { describe, type InputProps } from './input-props'

export function TextboxInput({ id, spec, draft, onDraft, problemId }: InputProps<'textbox'>) {
  const shared = {
    id,
    className: styles.box,
    placeholder: spec.placeholder ?? '',
    value: draftText(spec, draft),
    ...describe(problemId),
  }
  return spec.lines > 1 ? (
    <textarea {...shared} rows={spec.lines} onChange={(event) => onDraft(event.target.value)} />
  ) : (
    <input {...shared} type="text" autoComplete="off" onChange={(event) => onDraft(event.target.value)} />
  )
}
