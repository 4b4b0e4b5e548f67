import { useId } from 'react'
import type { Quota, Tier } from '../../host/types'
import { Panel } from '../elements/panel'
import { formatCharge, formatClock, formatDeclared } from '../format/time'
import { useNow } from '../format/use-now'
import { usePool, useRooms } from '../host-context'
import styles from './pool-page.module.css'
import { QuotaRing } from './quota-ring'

const TIERS: Record<Tier, string> = {
  unauthenticated: 'Unauthenticated',
  free: 'Free',
  pro: 'PRO',
  team: 'Team member',
  enterprise: 'Enterprise member',
}

export function QuotaPanel({ quota, receivedAt }: { quota: Quota; receivedAt: number }) {
  const { host } = useRooms()
  const { connection } = usePool()
  const id = useId()
  const endsInMs = quota.windowEndsInMs
  const elapsedMs = Math.max(0, useNow(endsInMs !== null, 1000) - receivedAt)
  return (
    <Panel aria-labelledby="pool-quota">
      <h2 id="pool-quota">Quota</h2>
      <QuotaRing quota={quota} />
      <dl className={styles.facts}>
        <dt>Charged</dt>
        <dd className="num">{formatCharge(quota.usedMs)}</dd>
        <dt>Reserved by running tasks</dt>
        <dd className="num">{formatCharge(quota.reservedMs)}</dd>
        {quota.creditsMs > 0 && (
          <>
            <dt>Credits, for when it is used up</dt>
            <dd className="num">{formatCharge(quota.creditsMs)}</dd>
          </>
        )}
        <dt>Longest call</dt>
        <dd className="num">{formatDeclared(quota.capSeconds)}</dd>
        <dt>Window ends in</dt>
        <dd className="num">
          {endsInMs === null ? 'starts at first use' : formatClock(endsInMs - elapsedMs)}
        </dd>
      </dl>
      <label className={styles.visit} htmlFor={id}>
        Visit as
        <select
          id={id}
          value={quota.tier}
          disabled={connection === 'refused'}
          onChange={(event) => {
            const tier = tiers().find((known) => known === event.target.value)
            if (tier !== undefined) host.visitAs(tier)
          }}
        >
          {tiers().map((tier) => (
            <option key={tier} value={tier}>
              {TIERS[tier]}
            </option>
          ))}
        </select>
      </label>
    </Panel>
  )
}

function tiers(): Tier[] {
  return ['unauthenticated', 'free', 'pro', 'team', 'enterprise']
}
