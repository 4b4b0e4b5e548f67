import { useEffect, useId, useRef, useState } from 'react'
import styles from './file-tabs.module.css'

interface Props {
  label: string
  name: string
  action: string
  /** @throws Error with what is wrong of it */
  onName(name: string): void
  onCancel(): void
}

/** Asks for the name of a file. Escape leaves it. */
export function NameForm({ label, name: first, action, onName, onCancel }: Props) {
  const [name, setName] = useState(first)
  const [wrong, setWrong] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const giving = useRef(false)
  const [field, said] = [useId(), useId()]

  useEffect(() => {
    // Of `lib/maths.ts` the part that one wants to change.
    const end = first.lastIndexOf('.')
    input.current?.focus()
    input.current?.setSelectionRange(first.lastIndexOf('/') + 1, end < 0 ? first.length : end)
  }, [first])

  async function give(): Promise<void> {
    if (giving.current) return
    giving.current = true
    try {
      await onName(name.trim())
    } catch (thrown) {
      setWrong(thrown instanceof Error ? thrown.message : String(thrown))
    } finally {
      giving.current = false
    }
  }

  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault()
        void give()
      }}
    >
      <label htmlFor={field}>{label}</label>
      <input
        ref={input}
        id={field}
        className={styles.name}
        value={name}
        placeholder="maths.ts"
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong !== undefined}
        aria-describedby={said}
        onChange={(event) => {
          setName(event.target.value)
          setWrong(undefined)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onCancel()
        }}
      />
      <button type="submit" className={styles.button}>
        {action}
      </button>
      <button type="button" className={styles.button} onClick={onCancel}>
        Cancel
      </button>
      <span id={said} className={styles.wrong} role="alert">
        {wrong}
      </span>
    </form>
  )
}
