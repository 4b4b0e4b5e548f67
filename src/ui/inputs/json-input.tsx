import { draftText } from './draft-text'
import styles from './fields.module.css'
import type { InputProps } from './input-props'

export function JsonInput({ id, spec, draft, onDraft, aria }: InputProps<'json'>) {
  return (
    <textarea
      id={id}
      className={`${styles.box} num`}
      rows={6}
      spellCheck={false}
      placeholder="{ }"
      value={draftText(spec, draft)}
      onChange={(event) => onDraft(event.target.value)}
      {...aria}
    />
  )
}
