import { checkColor } from './check-color'
import styles from './color-input.module.css'
import { draftText } from './draft-text'
import fields from './fields.module.css'
import type { InputProps } from './input-props'

/** The browser's own picker, and the digits to type: the picker is not to be had by keyboard everywhere. */
export function ColorInput({ id, label, spec, draft, onDraft, aria }: InputProps<'color-picker'>) {
  const text = draftText(spec, draft)
  const checked = checkColor(text)
  return (
    <div className={styles.row}>
      <input
        className={styles.swatch}
        type="color"
        aria-label={`${label}: pick`}
        value={checked.is === 'value' ? checked.value : '#000000'}
        onChange={(event) => onDraft(event.target.value)}
      />
      <input
        id={id}
        className={`${fields.box} num`}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => onDraft(event.target.value)}
        {...aria}
      />
    </div>
  )
}
