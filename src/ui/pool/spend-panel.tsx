import { memo, useId, useState } from 'react'
import type { SpendReport } from '../../host/types'
import { chargeText } from '../demo/charge'
import { ErrorCard } from '../elements/error-card'
import { Panel } from '../elements/panel'
import { useDemoName } from '../host-context'
import { LeaseTable } from './leases/lease-table'
import { SaveLedger } from './save-ledger'
import { beginOf, SPANS, type Span } from './spans'
import styles from './spend-panel.module.css'
import { SpendTable } from './spend-table'
import { useSpend } from './use-spend'

/** The ledger, summed up: what the GPU was used for, in every tab. */
export function SpendPanel() {
  const [span, setSpan] = useState<Span>(SPANS[1])
  const since = beginOf(span, Date.now())
  const { report, error } = useSpend(since)
  const id = useId()
  return (
    <Panel aria-labelledby="pool-ledger" className={styles.panel ?? ''}>
      <div className={styles.head}>
        <h2 id="pool-ledger">Ledger</h2>
        <div className={styles.actions}>
          <label className={styles.span} htmlFor={id}>
            Span
            <select
              id={id}
              value={span.id}
              onChange={(event) => {
                const next = SPANS.find((known) => known.id === event.target.value)
                if (next !== undefined) setSpan(next)
              }}
            >
              {SPANS.map((known) => (
                <option key={known.id} value={known.id}>
                  {known.title}
                </option>
              ))}
            </select>
          </label>
          <SaveLedger since={since} nothing={report === undefined || report.total.leases === 0} />
        </div>
      </div>
      {error !== undefined && <ErrorCard error={error} />}
      {report !== undefined && <Summary report={report} />}
      <LeaseTable since={since} />
    </Panel>
  )
}

const Summary = memo(function Summary({ report: { total, byDemo, byDay } }: { report: SpendReport }) {
  const nameOf = useDemoName()
  if (total.leases === 0)
    return <p className={styles.note}>No lease was settled in this span of time: nothing was spent.</p>
  return (
    <>
      <p className={styles.note}>
        <span className="num">{total.leases}</span> {total.leases === 1 ? 'lease' : 'leases'} ·{' '}
        <span className="num">{chargeText(total)}</span> · days are those of UTC
      </p>
      <div className={styles.tables}>
        <SpendTable
          name="Demo"
          rows={byDemo.map(({ demo, ...spend }) => {
            const { emoji, title } = nameOf(demo)
            return { ...spend, key: demo, title: `${emoji} ${title}` }
          })}
        />
        <SpendTable
          name="Day"
          rows={byDay
            .map(({ day, ...spend }) => ({
              ...spend,
              key: day,
              title: <span className={`num ${styles.day}`}>{day}</span>,
            }))
            .reverse()}
        />
      </div>
    </>
  )
})
