import { formatMs } from './format-ms'
import type { Lane } from './lanes'
import styles from './profile.module.css'

/** The same as a flame view, in rows. */
export function ProfileTable({ lanes }: { lanes: readonly Lane[] }) {
  return (
    <details className={styles.details}>
      <summary>As a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keys as well */}
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Lane</th>
              <th scope="col">What</th>
              <th scope="col">From</th>
              <th scope="col">Took</th>
              <th scope="col">More</th>
            </tr>
          </thead>
          <tbody>
            {lanes.flatMap((lane) =>
              lane.bars.map(({ key, name, from, to, detail }) => (
                <tr key={`${lane.name} ${key}`}>
                  <td>{lane.name}</td>
                  <td>{name}</td>
                  <td className="num">{formatMs(from)}</td>
                  <td className="num">{formatMs(to - from)}</td>
                  <td>{detail}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  )
}
