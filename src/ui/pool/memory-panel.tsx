import type { Resident } from '../../host/types'
import { Panel } from '../elements/panel'
import { formatBytes } from '../format/bytes'
import { useDemoName } from '../host-context'
import { fitLabel } from '../models/treemap'
import { useWidth } from '../models/use-width'
import { viewMemory } from './memory'
import { bytesByLevel, layMemory, type MemoryTile } from './memory-map'
import styles from './memory-panel.module.css'
import { usePoolPart } from './use-pool-part'

const HEIGHT = 132
const ORDER = { leased: 0, warm: 1, cool: 2, idle: 3 } as const
const LEVELS = ['leased', 'warm', 'cool'] as const
const MEANING = {
  leased: 'under a lease',
  warm: 'weights resident',
  cool: 'device, no weights',
  idle: 'no device',
}

/** What lies on the GPU: against the budget, and by demo and runner. */
export function MemoryPanel() {
  const memory = usePoolPart(({ pool }) =>
    pool === undefined ? undefined : { residents: pool.residents, budgetBytes: pool.budgetBytes },
  )
  if (memory === undefined) return null
  const { heldBytes, budgetBytes, freeBytes, residents } = viewMemory(memory)
  const levels = bytesByLevel(residents)
  return (
    <Panel aria-labelledby="pool-memory">
      <h2 id="pool-memory">Memory</h2>
      <p className={styles.figure}>
        <span className="num">{formatBytes(heldBytes)}</span> of{' '}
        <span className="num">{formatBytes(budgetBytes)}</span> resident
      </p>
      <div className={styles.scale} aria-hidden="true">
        {LEVELS.map(
          (level) =>
            levels[level] > 0 && (
              <div key={level} className={styles[level]} style={{ flexGrow: levels[level] / budgetBytes }} />
            ),
        )}
        <div className={styles.rest} style={{ flexGrow: freeBytes / budgetBytes }} />
      </div>
      {residents.length === 0 ? (
        <p className={styles.none}>
          Nothing is resident: no demo holds a byte of the GPU. One that was run stays warm for a while.
        </p>
      ) : (
        <MemoryMap residents={residents} />
      )}
      <Runners residents={memory.residents} />
    </Panel>
  )
}

function MemoryMap({ residents }: { residents: readonly Resident[] }) {
  const [width, place] = useWidth<HTMLDivElement>()
  const nameOf = useDemoName()
  const title = ({ resident, number, of }: MemoryTile): string =>
    of > 1 ? `${nameOf(resident.demo).title} ${number}` : nameOf(resident.demo).title
  return (
    <div ref={place} className={styles.map} style={{ height: HEIGHT }}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`Resident by demo and runner: ${residents
          .map(({ demo, level, held }) => `${nameOf(demo).title} ${formatBytes(held)} ${level}`)
          .join(', ')}`}
      >
        {layMemory(residents, width, HEIGHT).map((tile) => (
          <g
            key={tile.resident.runner}
            transform={`translate(${tile.x} ${tile.y})`}
            data-tile={tile.resident.demo}
            data-level={tile.resident.level}
          >
            <title>{`${title(tile)}: ${formatBytes(tile.resident.held)}, ${tile.resident.level}`}</title>
            <rect width={tile.width} height={tile.height} rx="4" />
            {tile.height > 20 && (
              <text x="8" y="17">
                {fitLabel(title(tile), tile.width - 8)}
              </text>
            )}
            {tile.height > 38 && (
              <text x="8" y="33" className={styles.bytes}>
                {fitLabel(formatBytes(tile.resident.held), tile.width - 8)}
              </text>
            )}
            {tile.height > 54 && (
              <text x="8" y="49" className={styles.bytes}>
                {fitLabel(tile.resident.level, tile.width - 8)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}

/** The same as a table. Those that are only loaded hold nothing of the GPU, and may be many: they are counted. */
function Runners({ residents }: { residents: readonly Resident[] }) {
  const nameOf = useDemoName()
  const idle = residents.filter(({ level, held }) => level === 'idle' && held === 0)
  const shown = residents
    .filter((resident) => !idle.includes(resident))
    .sort((a, b) => ORDER[a.level] - ORDER[b.level] || b.held - a.held)
  return (
    <>
      {shown.length > 0 && (
        <table className={styles.table} aria-label="Residents">
          <thead>
            <tr>
              <th>Demo</th>
              <th>level</th>
              <th className={styles.right}>holds</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((resident) => (
              <tr key={resident.runner} data-demo={resident.demo}>
                <td>
                  {nameOf(resident.demo).emoji} {nameOf(resident.demo).title}
                </td>
                <td title={MEANING[resident.level]}>
                  <span
                    className={`${styles.key} ${styles[resident.level === 'idle' ? 'cool' : resident.level]}`}
                    aria-hidden="true"
                  />
                  {resident.level}
                </td>
                <td className={`num ${styles.right}`}>{formatBytes(resident.held)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {idle.length > 0 && (
        <p className={styles.figure}>
          <span className="num">{idle.length}</span>{' '}
          {idle.length === 1
            ? 'runner is loaded and idle: it holds nothing.'
            : 'runners are loaded and idle: they hold nothing.'}
        </p>
      )}
    </>
  )
}
