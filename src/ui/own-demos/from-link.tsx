import { useId, useState } from 'react'
import { Button } from '../elements/button'
import styles from './own-demos.module.css'

/** Takes the address of somebody else's demo. */
export function FromLink({ disabled, onOpen }: { disabled: boolean; onOpen(address: string): void }) {
  const id = useId()
  const [address, setAddress] = useState('')
  const [tried, setTried] = useState(false)
  const missing = tried && address.trim() === ''
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (address.trim() !== '') onOpen(address.trim())
      }}
    >
      <div className={styles.link}>
        <label className={styles.field}>
          <span>From a link</span>
          <input
            value={address}
            placeholder="A Sublet link, or https://…"
            autoComplete="off"
            spellCheck={false}
            disabled={disabled}
            aria-invalid={missing}
            aria-describedby={id}
            onChange={(event) => setAddress(event.target.value)}
          />
        </label>
        <Button type="submit" disabled={disabled}>
          Show it
        </Button>
      </div>
      <p id={id} className={styles.hint}>
        {missing
          ? 'A link is missing.'
          : 'From any Sublet site; or the address of a .zip, a handler.ts or a README.md on GitHub, in a gist, on the Hugging Face hub or on this site. You see its code before anything of it runs.'}
      </p>
    </form>
  )
}
