import { useId, useState } from 'react'
import { type PoolSettings, toWire, type WireError } from '../../../host/types'
import { Button } from '../../elements/button'
import { ErrorCard } from '../../elements/error-card'
import { useRooms } from '../../host-context'
import { changesOf, checkDraft, type DraftField, draftOf, type SettingsDraft } from './draft'
import styles from './settings-panel.module.css'

const FIELDS = [
  { name: 'budget', title: 'Memory budget', unit: 'GB', hint: 'GPU memory that demos may hold together.' },
  {
    name: 'keepAlive',
    title: 'Keep-alive',
    unit: 's',
    hint: 'Unused for this long, a demo gives up its weights.',
  },
  { name: 'queueLimit', title: 'Queue limit', unit: 'calls', hint: 'Calls of one visitor that may wait.' },
] as const satisfies readonly { name: DraftField; title: string; unit: string; hint: string }[]

/** The pool's own settings, for all tabs, and kept. What another tab sets shows here, unless it is being edited. */
export function PoolForm({ settings, disabled }: { settings: PoolSettings; disabled: boolean }) {
  const id = useId()
  const { host } = useRooms()
  const [edits, setEdits] = useState<Partial<SettingsDraft>>({})
  const [outcome, setOutcome] = useState<WireError | 'set'>()
  const draft = { ...draftOf(settings), ...edits }
  const checked = checkDraft(draft)
  const errors = checked.ok ? {} : checked.errors
  const changes = checked.ok ? changesOf(settings, checked.settings) : {}
  const changed = Object.keys(changes).length > 0
  const defaults = changesOf(settings, host.defaults)

  const configure = (next: Partial<PoolSettings>) => {
    try {
      host.configure(next)
      setEdits({})
      setOutcome('set')
    } catch (thrown) {
      setOutcome(toWire(thrown, 'GpuUnavailable'))
    }
  }

  return (
    <form
      className={styles.pool}
      aria-label="Pool settings"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (changed) configure(changes)
      }}
    >
      <h3>The pool, for all tabs</h3>
      {FIELDS.map(({ name, title, unit, hint }) => (
        <div key={name} className={styles.field}>
          <label htmlFor={`${id}-${name}`}>{title}</label>
          <span className={styles.line}>
            <input
              id={`${id}-${name}`}
              className="num"
              inputMode="decimal"
              value={draft[name]}
              disabled={disabled}
              aria-invalid={errors[name] !== undefined}
              aria-describedby={`${id}-${name}-hint`}
              onChange={(event) => {
                setEdits({ ...edits, [name]: event.target.value })
                setOutcome(undefined)
              }}
            />
            {unit}
          </span>
          <p id={`${id}-${name}-hint`} className={errors[name] === undefined ? styles.hint : styles.wrong}>
            {errors[name] ?? hint}
          </p>
        </div>
      ))}
      <div className={styles.line}>
        <Button type="submit" look="go" disabled={disabled || !changed}>
          Apply
        </Button>
        <Button
          disabled={disabled || (Object.keys(defaults).length === 0 && Object.keys(edits).length === 0)}
          onClick={() => configure(defaults)}
        >
          Reset to defaults
        </Button>
        <span role="status" className={styles.hint}>
          {outcome === 'set' && 'Set, for all tabs.'}
        </span>
      </div>
      {outcome !== undefined && outcome !== 'set' && <ErrorCard error={outcome} />}
    </form>
  )
}
