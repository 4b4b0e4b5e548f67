import { useId, useState } from 'react'
import { toWire, type WireError } from '../../host/types'
import { Button } from '../elements/button'
import { ErrorCard } from '../elements/error-card'
import { useRooms } from '../host-context'
import styles from './add-panel.module.css'

/** Where `hf:` models come from. Staging gives neither back: the form starts from what most people have. */
export function HubSettings() {
  const id = useId()
  const { models } = useRooms().host
  const [base, setBase] = useState('https://huggingface.co')
  const [token, setToken] = useState('')
  const [outcome, setOutcome] = useState<WireError | 'saved'>()
  const save = () => {
    setOutcome(undefined)
    const hub = { base: base.trim().replace(/\/+$/, '') }
    models.setHub(token === '' ? hub : { ...hub, token }).then(
      () => {
        setToken('')
        setOutcome('saved')
      },
      (thrown: unknown) => setOutcome(toWire(thrown, 'ModelNotFound')),
    )
  }
  return (
    <details className={styles.settings}>
      <summary>Hub settings: mirror, access token</summary>
      <form
        className={styles.form}
        aria-label="Hub settings"
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <label htmlFor={id}>Base URL</label>
        <input
          id={id}
          className="num"
          type="url"
          required
          value={base}
          onChange={(event) => setBase(event.target.value)}
        />
        <label htmlFor={`${id}-token`}>Access token</label>
        <input
          id={`${id}-token`}
          className="num"
          type="password"
          autoComplete="off"
          placeholder="none"
          value={token}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setToken(event.target.value)}
        />
        <p id={`${id}-hint`} className={styles.hint}>
          For private and gated models. It is kept encrypted, never shown again, and sent to this hub only.
          Saving replaces both: an empty field forgets the token.
        </p>
        <Button type="submit">Save hub settings</Button>
        {outcome === 'saved' && <p role="status">Saved.</p>}
        {outcome !== undefined && outcome !== 'saved' && <ErrorCard error={outcome} />}
      </form>
    </details>
  )
}
