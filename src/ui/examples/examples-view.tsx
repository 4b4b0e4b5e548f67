import { useEffect, useId, useState } from 'react'
import { useStore } from 'zustand'
import { isVisible } from '../../host/endpoints'
import type { InterfaceSpec } from '../../host/types'
import { fieldId } from '../demo/press-run'
import type { Session } from '../demo/session'
import { useBusy } from '../demo/use-busy'
import { Button } from '../elements/button'
import { componentLabel } from '../inputs/component-label'
import { ExampleCell } from './example-cell'
import { isCacheable } from './example-drafts'
import { examplesOf } from './examples'
import styles from './examples.module.css'

const PAGE = 10

interface Props {
  session: Session
  spec: InterfaceSpec
  rows: readonly (readonly unknown[])[]
}

/** Rows to begin with. Each is a button that fills the form and shows what comes of it. */
export function ExamplesView({ session, spec, rows }: Props) {
  const heading = useId()
  const examples = examplesOf(session)
  const { at, files } = useStore(session.demo.state)
  const { cached, problem } = useStore(examples.state)
  const busy = useBusy(useStore(session.state).call) || at.phase === 'failed'
  const [wanted, setWanted] = useState(0)
  const [fault, setFault] = useState<string>()
  const last = Math.ceil(rows.length / PAGE) - 1
  const page = Math.min(wanted, last)
  const inputs = spec.inputs.filter(isVisible)

  // biome-ignore lint/correctness/useExhaustiveDependencies: of other code there are other results
  useEffect(() => {
    const first = page * PAGE
    const shown = Math.min(PAGE, rows.length - first)
    void examples.look(Array.from({ length: shown }, (_, row) => first + row))
  }, [examples, rows, page, files])

  const choose = async (row: number) => {
    setFault(undefined)
    try {
      const inTheWay = await examples.choose(row)
      if (inTheWay !== undefined) document.getElementById(fieldId(session, inTheWay))?.focus()
    } catch (thrown) {
      setFault(thrown instanceof Error ? thrown.message : String(thrown))
    }
  }
  return (
    <section className={styles.examples} aria-labelledby={heading}>
      <div className={styles.head}>
        <h2 id={heading} className={styles.title}>
          Examples
        </h2>
        {rows.length > PAGE && <Pager page={page} last={last} of={rows.length} onPage={setWanted} />}
      </div>
      <div className={`${styles.table} ${isCacheable(spec) ? styles.marked : ''}`}>
        <div className={styles.labels} aria-hidden="true">
          {inputs.map((input, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
            <span key={column}>{componentLabel(input)}</span>
          ))}
        </div>
        <ul className={styles.rows} aria-labelledby={heading}>
          {rows.slice(page * PAGE, (page + 1) * PAGE).map((values, index) => {
            const row = page * PAGE + index
            return (
              <li key={row}>
                <button
                  type="button"
                  className={styles.row}
                  // One that is disabled would lose the focus while its own run lasts.
                  aria-disabled={busy}
                  data-cached={cached.has(row)}
                  onClick={() => {
                    if (!busy) void choose(row)
                  }}
                >
                  {inputs.map((input, column) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place
                    <ExampleCell key={column} spec={input} value={values[column]} />
                  ))}
                  {cached.has(row) && <span className={styles.mark}>cached</span>}
                </button>
              </li>
            )
          })}
        </ul>
      </div>
      {fault !== undefined && (
        <p className={styles.problem} role="alert">
          {fault}
        </p>
      )}
      <p className={styles.quiet}>
        {problem !== undefined
          ? `Results are not kept now: ${problem}`
          : isCacheable(spec)
            ? 'Once run, an example is marked “cached”: it shows its result again without the GPU. Run computes it anew.'
            : 'Each of them is run when it is pressed.'}
      </p>
    </section>
  )
}

function Pager({
  page,
  last,
  of,
  onPage,
}: {
  page: number
  last: number
  of: number
  onPage(page: number): void
}) {
  return (
    <nav className={styles.pager} aria-label="Pages of examples">
      <Button look="quiet" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </Button>
      <span className="num" role="status">
        {page * PAGE + 1}–{Math.min(of, (page + 1) * PAGE)} of {of}
      </span>
      <Button look="quiet" disabled={page === last} onClick={() => onPage(page + 1)}>
        Next
      </Button>
    </nav>
  )
}
