import { useId, useState } from 'react'
import { TIERS, type Tier, toWire, type WireError } from '../../../host/types'
import { Button } from '../../elements/button'
import { ErrorCard } from '../../elements/error-card'
import { formatCharge } from '../../format/time'
import { useRooms } from '../../host-context'
import styles from './settings-panel.module.css'

interface Props {
  tier: Tier
  creditsMs: number
  disabled: boolean
}

/** Prepaid GPU time; nobody is asked for money, since it is the visitor's own GPU. */
export function CreditsForm({ tier, creditsMs, disabled }: Props) {
  const id = useId()
  const { host } = useRooms()
  const [minutes, setMinutes] = useState('10')
  const [error, setError] = useState<WireError>()
  const { extensible, title } = TIERS[tier]
  const add = () => {
    try {
      host.addCredits(Number(minutes) * 60)
      setError(undefined)
    } catch (thrown) {
      setError(toWire(thrown, 'IllegalDuration'))
    }
  }
  return (
    <form
      className={styles.credits}
      aria-label="Credits"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <h3>
        Credits <span className="num">{formatCharge(creditsMs)}</span>
      </h3>
      {extensible ? (
        <div className={styles.line}>
          <label htmlFor={id}>Add minutes</label>
          <input
            id={id}
            className="num"
            type="number"
            min="0"
            step="any"
            required
            value={minutes}
            disabled={disabled}
            onChange={(event) => setMinutes(event.target.value)}
          />
          <Button type="submit" disabled={disabled}>
            Add credits
          </Button>
        </div>
      ) : (
        <p className={styles.hint}>{title} ends with its quota: credits cannot be added to it.</p>
      )}
      {error !== undefined && <ErrorCard error={error} />}
    </form>
  )
}
