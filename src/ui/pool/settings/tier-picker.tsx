import { useState } from 'react'
import { TIERS, type Tier, type TierRule, toWire, type WireError } from '../../../host/types'
import { ErrorCard } from '../../elements/error-card'
import { formatDeclared } from '../../format/time'
import { useRooms } from '../../host-context'
import styles from './settings-panel.module.css'

const ORDER = ['unauthenticated', 'free', 'pro', 'team', 'enterprise'] as const satisfies readonly Tier[]

/** Each tier is a visitor of its own, with its quota: so an author sees what an anonymous visitor will meet. */
export function TierPicker({ tier, disabled }: { tier: Tier; disabled: boolean }) {
  const { host } = useRooms()
  const [error, setError] = useState<WireError>()
  /** Shown at once; the pool says the same with its next snapshot. */
  const [asked, setAsked] = useState<{ from: Tier; to: Tier }>()
  const chosen = asked?.from === tier ? asked.to : tier
  const visitAs = (next: Tier) => {
    try {
      host.visitAs(next)
      setAsked({ from: tier, to: next })
      setError(undefined)
    } catch (thrown) {
      setError(toWire(thrown, 'GpuUnavailable'))
    }
  }
  return (
    <fieldset className={styles.tiers} disabled={disabled}>
      <legend>Visit as</legend>
      <div className={styles.wide}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>Tier</th>
              <th className={styles.right}>per day</th>
              <th className={styles.right}>longest call</th>
              <th className={`${styles.right} ${styles.calls}`}>calls</th>
              <th>goes</th>
              <th>credits</th>
            </tr>
          </thead>
          <tbody>
            {ORDER.map((each) => (
              <TierRow
                key={each}
                tier={each}
                rule={TIERS[each]}
                chosen={each === chosen}
                onChoose={() => visitAs(each)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {error !== undefined && <ErrorCard error={error} />}
    </fieldset>
  )
}

interface RowProps {
  tier: Tier
  rule: TierRule
  chosen: boolean
  onChoose(): void
}

function TierRow({ tier, rule, chosen, onChoose }: RowProps) {
  return (
    <tr data-tier={tier} className={chosen ? styles.chosen : ''}>
      <td>
        <label>
          <input type="radio" name="tier" value={tier} checked={chosen} onChange={onChoose} /> {rule.title}
        </label>
      </td>
      <td className={`num ${styles.right}`}>{rule.limitMs / 60_000} min</td>
      <td className={`num ${styles.right}`}>{formatDeclared(rule.capSeconds)}</td>
      <td className={`num ${styles.right} ${styles.calls}`}>{rule.runsPerDay ?? 'any'}</td>
      <td>{PRIORITIES[rule.priority] ?? rule.priority}</td>
      <td>{rule.extensible ? 'yes' : 'no'}</td>
    </tr>
  )
}

/** As ZeroGPU names them. */
const PRIORITIES: Record<number, string> = { 0: 'last', 1: 'second', 2: 'first' }
