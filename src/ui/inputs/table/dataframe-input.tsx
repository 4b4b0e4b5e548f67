import { type ClipboardEvent, useRef, useState } from 'react'
import { Button } from '../../elements/button'
import type { InputProps } from '../input-props'
import { tableDraft } from './check-table'
import { columnsOf } from './columns'
import { type Place, withCell, withoutRow, withPasted, withRow } from './edit-table'
import { Grid } from './grid'
import { keyStep } from './key-step'
import { PAGE, Pager, pageOf } from './pager'
import { pastedCells } from './pasted-cells'
import styles from './table.module.css'

/** A table to type in or to paste into. What is typed is in the draft at once, so a run never misses the last cell. */
export function DataframeInput({ id, label, spec, draft, onDraft, aria }: InputProps<'dataframe'>) {
  const columns = columnsOf(spec)
  const table = tableDraft(spec, draft)
  const [wanted, setWanted] = useState<Place>({ row: 0, column: 0 })
  /** What the cell held before it was edited; undefined while none is. */
  const [before, setBefore] = useState<string>()
  const [refused, setRefused] = useState<string>()
  /** The active cell takes the focus when it is drawn next. */
  const moved = useRef(false)

  // Rows may have gone since.
  const active = {
    row: Math.min(wanted.row, table.cells.length - 1),
    column: Math.min(wanted.column, columns.length - 1),
  }
  const text = table.cells[active.row]?.[active.column] ?? ''
  const go = (place: Place) => {
    moved.current = true
    setBefore(undefined)
    setWanted(place)
  }
  const type = (typed: string) => onDraft(withCell(table, active, typed))
  const edit = (begin: string | undefined) => {
    setRefused(undefined)
    setBefore(text)
    if (begin !== undefined) type(begin)
  }
  const full = table.cells.length >= spec.maxRows
  const addRow = () => {
    if (full) return
    onDraft(withRow(table, columns.length))
    go({ row: table.cells.length, column: 0 })
  }

  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    const one = !/[\t\n\r]/.test(pasted.trim())
    // Into the text of a cell, where the browser puts it.
    if (pasted === '' || (before !== undefined && one)) return
    event.preventDefault()
    const block = pastedCells(pasted, columns.length - active.column)
    const result = withPasted(table, active, block, { columns: columns.length, maxRows: spec.maxRows })
    setRefused(result.ok ? undefined : result.reason)
    if (!result.ok) return
    setBefore(undefined)
    moved.current = true
    onDraft(result.table)
  }

  return (
    <div
      className={styles.room}
      onPaste={paste}
      onCopy={(event) => {
        if (before !== undefined) return
        event.preventDefault()
        event.clipboardData.setData('text/plain', text)
      }}
    >
      <Grid
        id={id}
        label={label}
        columns={columns}
        cells={table.cells}
        first={pageOf(active.row) * PAGE}
        active={active}
        editing={before !== undefined}
        moved={moved}
        aria={aria}
        onActive={(place) => {
          if (place.row === active.row && place.column === active.column) return
          setBefore(undefined)
          setWanted(place)
        }}
        onEdit={edit}
        onType={type}
        onEnd={(how) => {
          if (how === 'undo' && before !== undefined) type(before)
          setBefore(undefined)
          moved.current = how !== 'left'
        }}
        onKey={(key) => {
          const next = keyStep(key, active, { rows: table.cells.length, columns: columns.length })
          if (next === 'below') addRow()
          else if (next !== undefined) go(next)
          return next !== undefined
        }}
      />
      <div className={styles.tools}>
        <Button look="quiet" onClick={addRow} disabled={full}>
          Add row
        </Button>
        <Button
          look="quiet"
          onClick={() => {
            setBefore(undefined)
            onDraft(withoutRow(table, active.row))
          }}
        >
          Delete row {active.row + 1}
        </Button>
        <span className={styles.grow} />
        <Pager
          rows={table.cells.length}
          page={pageOf(active.row)}
          onPage={(page) => setWanted({ row: page * PAGE, column: active.column })}
        />
        <span className={styles.hint}>Enter edits · Ctrl V pastes a block</span>
      </div>
      {refused !== undefined && (
        <p className={styles.refused} role="alert">
          {refused}
        </p>
      )}
    </div>
  )
}
