import { useMemo, useState } from 'react'
import { Button } from '../../elements/button'
import { fileName, saveFile } from '../../elements/save-file'
import { PAGE, Pager, pageOf } from '../../inputs/table/pager'
import grid from '../../inputs/table/table.module.css'
import { Misfit } from '../misfit'
import { csvOf, readTable, type ShownCell, type ShownTable, type Sorting, sortRows } from './read-table'
import styles from './table-output.module.css'

interface Props {
  label: string
  headers: readonly string[] | undefined
  value: unknown
}

export function DataframeOutput({ label, headers, value }: Props) {
  const table = useMemo(() => readTable(value, headers), [value, headers])
  if (table === undefined) {
    return (
      <Misfit wants="{ headers, data } with rows of texts, numbers, truth values or null" value={value} />
    )
  }
  return <SortedTable label={label} table={table} />
}

function SortedTable({ label, table }: { label: string; table: ShownTable }) {
  const [sorting, setSorting] = useState<Sorting>()
  const [wanted, setPage] = useState(0)
  const rows = useMemo(() => sortRows(table.rows, sorting), [table, sorting])
  // A later answer may have fewer rows.
  const page = Math.max(0, Math.min(wanted, pageOf(rows.length - 1)))

  return (
    <div className={grid.room}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be scrolled by keyboard too */}
      <section className={grid.scroll} tabIndex={0} aria-label={`${label}: rows`}>
        <table className={grid.table} aria-label={label} aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              {table.headers.map((name, at) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  key={at}
                  scope="col"
                  className={isNumeric(table, at) ? grid.right : ''}
                  aria-sort={sortAria(sorting, at)}
                >
                  <button
                    type="button"
                    className={styles.sort}
                    onClick={() => setSorting(turned(sorting, at))}
                  >
                    {name} <span aria-hidden="true">{arrow(sorting, at)}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(page * PAGE, (page + 1) * PAGE).map((row, offset) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={offset} aria-rowindex={page * PAGE + offset + 2}>
                {table.headers.map((_, at) => {
                  const cell = row[at] ?? null
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                    <td key={at} className={cellClass(cell)}>
                      {cell === null ? '' : String(cell)}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className={grid.tools}>
        <span className={`${grid.hint} num`}>
          {rows.length} × {table.headers.length}
        </span>
        <span className={grid.grow} />
        <Pager rows={rows.length} page={page} onPage={setPage} />
        <Button
          look="quiet"
          onClick={() =>
            saveFile(new Blob([csvOf({ ...table, rows })], { type: 'text/csv' }), fileName(label, 'csv'))
          }
        >
          Download CSV
        </Button>
      </div>
    </div>
  )
}

/** By its first cell that is not empty: the name stands over the digits. */
function isNumeric({ rows }: ShownTable, column: number): boolean {
  return typeof rows.find((row) => (row[column] ?? null) !== null)?.[column] === 'number'
}

/** Up, then down, then as it came. */
function turned(sorting: Sorting, column: number): Sorting {
  if (sorting?.column !== column) return { column, down: false }
  return sorting.down ? undefined : { column, down: true }
}

function sortAria(sorting: Sorting, column: number) {
  if (sorting?.column !== column) return 'none'
  return sorting.down ? 'descending' : 'ascending'
}

function arrow(sorting: Sorting, column: number): string {
  if (sorting?.column !== column) return ''
  return sorting.down ? '↓' : '↑'
}

function cellClass(cell: ShownCell): string {
  if (typeof cell === 'number') return `${grid.right} num`
  return typeof cell === 'string' && cell.length > 40 ? (grid.long ?? '') : ''
}
