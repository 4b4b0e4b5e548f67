import { type KeyboardEvent, useRef, useState } from 'react'
import { draftText } from '../draft-text'
import type { InputProps } from '../input-props'
import styles from './code.module.css'
import { type Edit, indent, newLine, outdent } from './indent'
import { LineNumbers } from './line-numbers'

/** Tab and Enter indent. Escape lets the next Tab go on to the next control, so that the keyboard is not caught here. */
export function CodeInput({ id, spec, draft, onDraft, aria }: InputProps<'code'>) {
  const text = draftText(spec, draft)
  const numbers = useRef<HTMLDivElement>(null)
  const [leaving, setLeaving] = useState(false)

  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent, currentTarget } = event
    if (key === 'Shift') return
    setLeaving(key === 'Escape')
    if (ctrlKey || metaKey || altKey || nativeEvent.isComposing) return
    const selected = {
      text: currentTarget.value,
      start: currentTarget.selectionStart,
      end: currentTarget.selectionEnd,
    }
    if (key === 'Tab' && !leaving) {
      event.preventDefault()
      apply(currentTarget, shiftKey ? outdent(selected) : indent(selected))
    } else if (key === 'Enter') {
      event.preventDefault()
      apply(currentTarget, newLine(selected))
    }
  }
  return (
    <div className={`${styles.code} ${aria['aria-invalid'] ? styles.invalid : ''}`}>
      <LineNumbers ref={numbers} text={text} />
      <textarea
        id={id}
        className={styles.text}
        rows={spec.lines}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        value={text}
        title="Tab indents; Esc and then Tab leaves"
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={press}
        onBlur={() => setLeaving(false)}
        onScroll={({ currentTarget }) => {
          if (numbers.current !== null) numbers.current.scrollTop = currentTarget.scrollTop
        }}
        {...aria}
      />
    </div>
  )
}

/** As if it were typed, so that it can be undone; React hears of it as of any input. */
function apply(area: HTMLTextAreaElement, { from, to, insert, start, end }: Edit): void {
  area.setSelectionRange(from, to)
  document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert)
  area.setSelectionRange(start, end)
}
