import { useId, useState } from 'react'
import type { ModelAbout } from '../../host/types'
import { Bar } from '../elements/bar'
import { Button } from '../elements/button'
import { Panel } from '../elements/panel'
import { formatBytes } from '../format/bytes'
import styles from './model-page.module.css'

const MOST = 12

export function AboutPanels({ about }: { about: ModelAbout }) {
  const id = useId()
  return (
    <>
      <BarsPanel title="Operators" rows={about.operators} format={String} />
      <BarsPanel title="Data types of the weights" rows={about.dataTypes} format={formatBytes} />
      {about.metadata.length > 0 && (
        <Panel aria-labelledby={id}>
          <h2 id={id}>Metadata</h2>
          <dl className={styles.metadata}>
            {about.metadata.map(([key, value], index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file may have a key twice
              <div key={index}>
                <dt className="num">{key}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      )}
    </>
  )
}

interface BarsProps {
  title: string
  /** Largest first. */
  rows: readonly (readonly [string, number])[]
  format(value: number): string
}

function BarsPanel({ title, rows, format }: BarsProps) {
  const id = useId()
  const [all, setAll] = useState(false)
  const largest = rows[0]?.[1] ?? 1
  return (
    <Panel aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <table className={`${styles.table} ${styles.bars}`} aria-label={title}>
        <tbody>
          {rows.slice(0, all ? rows.length : MOST).map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className={`num ${styles.name}`}>
                {name}
              </th>
              <td className={styles.bar}>
                <Bar tone="cool" fraction={value / largest} />
              </td>
              <td className={`num ${styles.right}`}>{format(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST && (
        <Button look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${rows.length}`}
        </Button>
      )}
    </Panel>
  )
}
