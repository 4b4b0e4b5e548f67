import type { KeyboardEvent } from 'react'
import { draftText } from './draft-text'
import styles from './fields.module.css'
import type { InputProps } from './input-props'

export function TextboxInput({ id, spec, draft, onDraft, onSubmit, aria }: InputProps<'textbox'>) {
  const long = spec.lines > 1
  const press = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    const { key, ctrlKey, metaKey, shiftKey, nativeEvent } = event
    // An Enter that ends the composing of a character submits nothing.
    if (key !== 'Enter' || onSubmit === undefined || nativeEvent.isComposing) return
    if (long ? !(ctrlKey || metaKey) : shiftKey) return
    event.preventDefault()
    onSubmit()
  }
  const shared = {
    id,
    className: styles.box,
    placeholder: spec.placeholder ?? '',
    value: draftText(spec, draft),
    ...(onSubmit !== undefined && { 'aria-keyshortcuts': long ? 'Control+Enter' : 'Enter' }),
    ...aria,
  }
  return long ? (
    <textarea
      {...shared}
      rows={spec.lines}
      onKeyDown={press}
      onChange={(event) => onDraft(event.target.value)}
    />
  ) : (
    <input
      {...shared}
      type="text"
      autoComplete="off"
      onKeyDown={press}
      onChange={(event) => onDraft(event.target.value)}
    />
  )
}
