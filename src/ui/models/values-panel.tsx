import { useId } from 'react'
import type { ModelDetail } from '../../host/types'
import { Panel } from '../elements/panel'
import styles from './model-page.module.css'
import { shapeText } from './tensor-rows'

export function ValuesPanel({ title, values }: { title: string; values: ModelDetail['inputs'] }) {
  const id = useId()
  return (
    <Panel aria-labelledby={id} className={styles.values}>
      <h2 id={id}>{title}</h2>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Type</th>
              <th scope="col">Shape</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ name, type, shape }) => (
              <tr key={name}>
                <th scope="row" className={`num ${styles.name}`}>
                  {name}
                </th>
                <td className="num">{type}</td>
                <td className="num">{shapeText(shape)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
