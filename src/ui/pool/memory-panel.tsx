import type { PoolSnapshot, Resident } from '../../host/types'
import { Panel } from '../elements/panel'
import type { Tone } from '../elements/tone'
import { formatBytes } from '../format/bytes'
import { useDemoName } from '../host-context'
import { viewMemory } from './memory'
import styles from './pool-page.module.css'

const TONES: Record<Resident['level'], Tone> = { leased: 'leased', warm: 'warm', cool: 'cool', idle: 'cool' }

/** What lies on the GPU, drawn to scale. */
export function MemoryPanel({ pool }: { pool: PoolSnapshot }) {
  const nameOf = useDemoName()
  const { heldBytes, budgetBytes, freeBytes, residents } = viewMemory(pool)
  return (
    <Panel aria-labelledby="pool-memory">
      <h2 id="pool-memory">Memory</h2>
      <p className={styles.figure}>
        <span className="num">{formatBytes(heldBytes)}</span> of{' '}
        <span className="num">{formatBytes(budgetBytes)}</span> resident
      </p>
      <div className={styles.scale} aria-hidden="true">
        {residents.map((resident) => (
          <div
            key={resident.runner}
            className={styles[TONES[resident.level]]}
            style={{ flexGrow: resident.held }}
          />
        ))}
        <div className={styles.rest} style={{ flexGrow: freeBytes }} />
      </div>
      {pool.residents.length === 0 ? (
        <p className={styles.none}>No demo holds anything. A demo that was run stays warm for a while.</p>
      ) : (
        <table className={styles.table} aria-label="Residents">
          <thead>
            <tr>
              <th>Demo</th>
              <th>state</th>
              <th className={styles.right}>holds</th>
            </tr>
          </thead>
          <tbody>
            {pool.residents.map((resident) => (
              <tr key={resident.runner} data-demo={resident.demo}>
                <td>
                  {nameOf(resident.demo).emoji} {nameOf(resident.demo).title}
                </td>
                <td>
                  <span className={`${styles.key} ${styles[TONES[resident.level]]}`} aria-hidden="true" />
                  {resident.level}
                </td>
                <td className={`num ${styles.right}`}>{formatBytes(resident.held)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}
