import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import type { ControlAria } from '../input-props'
import { readCell } from './check-table'
import type { Column } from './columns'
import type { Place } from './edit-table'
import type { GridKey } from './key-step'
import { PAGE } from './pager'
import styles from './table.module.css'

interface Props {
  id: string
  label: string
  columns: readonly Column[]
  cells: readonly (readonly string[])[]
  /** The first row that is drawn. */
  first: number
  active: Place
  editing: boolean
  /** Set when the active cell has to take the focus. */
  moved: RefObject<boolean>
  aria: ControlAria
  onActive(place: Place): void
  /** Begins to edit the active cell, with this in place of what it holds. */
  onEdit(begin: string | undefined): void
  onType(text: string): void
  onEnd(how: 'undo' | 'left'): void
  /** False: the key is left to the browser. */
  onKey(key: GridKey): boolean
}

/** As the grid pattern of the ARIA guide: one cell is in the tab order, arrows move, Enter edits. */
export function Grid(props: Props) {
  const { id, label, columns, cells, first, active, editing, moved, aria } = props
  const cell = useRef<HTMLTableCellElement>(null)
  const field = useRef<HTMLInputElement>(null)

  useLayoutEffect(() => {
    if (field.current !== null) {
      if (document.activeElement !== field.current) {
        field.current.focus()
        field.current.setSelectionRange(field.current.value.length, field.current.value.length)
      }
    } else if (moved.current) cell.current?.focus()
    moved.current = false
  })

  const press = (event: KeyboardEvent) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event
    // Control and Enter runs the demo.
    if (altKey || event.nativeEvent.isComposing || (key === 'Enter' && (ctrlKey || metaKey))) return
    if (props.onKey({ key, shift: shiftKey, ctrl: ctrlKey || metaKey, editing }))
      return event.preventDefault()
    if (editing) {
      if (key === 'Escape') props.onEnd('undo')
      // Inside a form Enter would run the demo.
      if (key === 'Enter') event.preventDefault()
      return
    }
    if (ctrlKey || metaKey) return
    const bool = columns[active.column]?.type === 'bool'
    const text = cells[active.row]?.[active.column] ?? ''
    if (bool && (key === 'Enter' || key === ' ')) props.onType(flipped(text))
    else if (key === 'Enter' || key === 'F2') props.onEdit(undefined)
    else if (key === 'Delete' || key === 'Backspace') props.onType('')
    else if (key.length === 1 && !bool) props.onEdit(key)
    else return
    event.preventDefault()
  }

  return (
    <div className={`${styles.scroll} ${aria['aria-invalid'] ? styles.invalid : ''}`}>
      <table
        className={styles.table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of the ARIA guide; its td are gridcells
        role="grid"
        aria-label={label}
        aria-describedby={aria['aria-describedby']}
        aria-rowcount={cells.length + 1}
        onKeyDown={press}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={styles.number}>
              <span className="unseen">Row</span>
            </th>
            {columns.map(({ name, type }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <th key={at} scope="col" className={type === 'number' ? styles.right : ''}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.slice(first, first + PAGE).map((row, offset) => {
            const at = first + offset
            return (
              <tr key={at} aria-rowindex={at + 2}>
                <th scope="row" className={`${styles.number} num`}>
                  {at + 1}
                </th>
                {columns.map((column, place) => {
                  const text = row[place] ?? ''
                  const here = at === active.row && place === active.column
                  const wrong = !readCell(column, text).ok
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of all cells are the table's
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                      key={place}
                      ref={here ? cell : null}
                      {...(here && { id })}
                      tabIndex={here && !editing ? 0 : -1}
                      aria-invalid={wrong || undefined}
                      className={cellClass(column, text, wrong)}
                      onFocus={() => props.onActive({ row: at, column: place })}
                      onClick={({ nativeEvent }) => {
                        if (!here) return
                        if (column.type === 'bool') props.onType(flipped(text))
                        // A finger cannot press Enter.
                        else if (!editing && isTouch(nativeEvent)) props.onEdit(undefined)
                      }}
                      onDoubleClick={() => {
                        if (column.type !== 'bool' && !editing) props.onEdit(undefined)
                      }}
                    >
                      {here && editing ? (
                        <input
                          ref={field}
                          className={styles.field}
                          aria-label={`${column.name}, row ${at + 1}`}
                          inputMode={column.type === 'number' ? 'decimal' : 'text'}
                          autoComplete="off"
                          value={text}
                          onChange={(event) => props.onType(event.target.value)}
                          onBlur={() => props.onEnd('left')}
                        />
                      ) : (
                        <Shown column={column} text={text} />
                      )}
                    </td>
                  )
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Shown({ column, text }: { column: Column; text: string }) {
  const read = readCell(column, text)
  if (column.type !== 'bool' || !read.ok) return text
  return (
    <>
      <span aria-hidden="true">{read.value === true ? '☑' : '☐'}</span>
      <span className="unseen">{String(read.value)}</span>
    </>
  )
}

function isTouch(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === 'touch'
}

function flipped(text: string): string {
  const read = readCell({ type: 'bool' }, text)
  return read.ok && read.value === true ? 'false' : 'true'
}

function cellClass({ type }: Column, text: string, wrong: boolean): string {
  const classes = [
    type === 'number' ? `${styles.right} num` : type === 'bool' ? styles.tick : '',
    text.length > 40 ? styles.long : '',

    wrong ? styles.wrong : '',
  ]
  return classes.filter(Boolean).join(' ')
}
