import { useId, useMemo, useState } from 'react'
import { Panel } from '../elements/panel'
import { formatBytes } from '../format/bytes'
import styles from './model-page.module.css'
import { Pager } from './pager'
import { pageOf, queryTensors, shapeText, type Tensor, type TensorKey } from './tensor-rows'

const COLUMNS: readonly { key: TensorKey; title: string; number?: boolean }[] = [
  { key: 'name', title: 'Name' },
  { key: 'type', title: 'Type' },
  { key: 'shape', title: 'Shape' },
  { key: 'bytes', title: 'Size', number: true },
  { key: 'place', title: 'Offset', number: true },
]

/** The weights that stream to the GPU, a page at a time: a language model has thousands. */
export function TensorPanel({ tensors }: { tensors: readonly Tensor[] }) {
  const id = useId()
  const [{ key, falling }, setOrder] = useState<{ key: TensorKey; falling: boolean }>({
    key: 'bytes',
    falling: true,
  })
  const [filter, setFilter] = useState('')
  const [asked, setAsked] = useState(0)
  const found = useMemo(
    () => queryTensors(tensors, { key, falling, filter }),
    [tensors, key, falling, filter],
  )
  const { rows, page, pages } = pageOf(found, asked)
  return (
    <Panel aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>Tensors</h2>
        <span className={styles.sub}>
          <span className="num">{tensors.length}</span> that stream to the GPU
        </span>
        <span className={styles.grow} />
        <input
          className={`num ${styles.filter}`}
          type="search"
          placeholder="Filter by name"
          aria-label="Filter tensors by name"
          value={filter}
          onChange={(event) => {
            setFilter(event.target.value)
            setAsked(0)
          }}
        />
      </div>
      <div className={styles.scroll}>
        <table className={`${styles.table} ${styles.tensors}`} aria-label="Tensors">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  className={column.number === true ? styles.right : undefined}
                  aria-sort={key !== column.key ? undefined : falling ? 'descending' : 'ascending'}
                >
                  <button
                    type="button"
                    onClick={() => {
                      // Of sizes the large ones are looked for, of the rest the first.
                      const first = column.key === 'bytes' || column.key === 'shape'
                      setOrder({ key: column.key, falling: key === column.key ? !falling : first })
                      setAsked(0)
                    }}
                  >
                    {column.title}
                    <span aria-hidden="true">{key !== column.key ? '' : falling ? ' ↓' : ' ↑'}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((tensor) => (
              <tr key={`${tensor.file} ${tensor.offset} ${tensor.name}`}>
                <th scope="row" className={`num ${styles.name}`}>
                  {tensor.name}
                </th>
                <td className="num">{tensor.type}</td>
                <td className="num">{shapeText(tensor.dims)}</td>
                <td className={`num ${styles.right}`}>{formatBytes(tensor.bytes)}</td>
                <td className={`num ${styles.right}`}>{tensor.offset.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length === 0 && <p className={styles.sub}>No tensor has this in its name.</p>}
      {pages > 1 && <Pager page={page} pages={pages} of={found.length} onPage={setAsked} />}
    </Panel>
  )
}
