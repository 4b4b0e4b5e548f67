import { useId } from 'react'
import type { ComponentSpec } from '../../host/types'
import { Button } from '../elements/button'
import { ErrorBoundary } from '../elements/error-boundary'
import { Tag } from '../elements/tag'
import { componentLabel } from '../inputs/component-label'
import { Output } from '../outputs/output'
import { formatWhen } from './format-when'
import styles from './history.module.css'
import { Notes } from './notes'
import { endText, outcomeView } from './outcome-view'
import type { KeptRun, RunValues } from './records'
import { sameValue } from './same-value'

interface Props {
  runs: readonly [KeptRun, KeptRun]
  now: number
  onClose(): void
}

/** Two runs side by side, the earlier one first; what differs is told. */
export function Compare({ runs, now, onClose }: Props) {
  const heading = useId()
  const [one, other] = runs.toSorted((a, b) => a.record.id - b.record.id)
  if (one === undefined || other === undefined) return null
  return (
    <section className={styles.compare} aria-labelledby={heading}>
      <div className={styles.head}>
        <h3 id={heading}>Compared</h3>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
      <div className={styles.pair}>
        <Side run={one} other={other.values} now={now} />
        <Side run={other} other={one.values} now={now} />
      </div>
    </section>
  )
}

function Side({ run: { record, values }, other, now }: { run: KeptRun; other: RunValues; now: number }) {
  const { tone } = outcomeView(record)
  const when = formatWhen(record.at, now)
  return (
    <article className={styles.side} aria-label={`Run of ${when}`}>
      <div className={styles.sideHead}>
        <b className="num">{when}</b>
        <Tag tone={tone}>{endText(record)}</Tag>
        {record.edited && <Tag tone="queued">edited</Tag>}
      </div>
      <Notes notes={record.reason === '' ? record.notes : [record.reason, ...record.notes]} />
      <Values specs={values.specs.inputs} values={values.inputs} others={other.inputs} />
      <Values specs={values.specs.outputs} values={values.outputs} others={other.outputs} />
    </article>
  )
}

interface ValuesProps {
  specs: readonly ComponentSpec[]
  values: readonly unknown[] | undefined
  others: readonly unknown[] | undefined
}

function Values({ specs, values, others }: ValuesProps) {
  return specs.map((spec, at) => {
    const label = componentLabel(spec)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a value is its place
      <div key={at} className={styles.value}>
        <h4 className={styles.name}>
          {label} {!sameValue(values?.[at], others?.[at]) && <Tag tone="warm">differs</Tag>}
        </h4>
        <ErrorBoundary what={label}>
          {spec.kind === 'canvas' ? (
            <p className={styles.quiet}>Not kept.</p>
          ) : (
            <Output label={label} spec={spec} value={values?.[at]} canvas={undefined} running={false} />
          )}
        </ErrorBoundary>
      </div>
    )
  })
}
