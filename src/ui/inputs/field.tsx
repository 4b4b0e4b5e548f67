import { useMemo } from 'react'
import type { ComponentKind, ComponentSpec } from '../../host/types'
import { checkInput } from './check-input'
import type { Draft } from './checked'
import { componentLabel } from './component-label'
import { draftText } from './draft-text'
import styles from './fields.module.css'
import { Input } from './input'
import { controlAria } from './input-props'

interface Props {
  id: string
  spec: ComponentSpec
  draft: Draft
  /** Run was pressed with this form: what is missing is said now. */
  tried: boolean
  onDraft(draft: Draft): void
  /** See `InputProps`. */
  onSubmit?: (() => void) | undefined
}

/** One input with its label, its value where that helps, and what is wrong with it. */
export function Field({ id, spec, draft, tried, onDraft, onSubmit }: Props) {
  const checked = useMemo(() => checkInput(spec, draft), [spec, draft])
  const label = componentLabel(spec)
  const problem = checked.is === 'wrong' || (checked.is === 'missing' && tried) ? checked.reason : undefined
  const problemId = problem === undefined ? undefined : `${id}-problem`
  const info = 'info' in spec ? spec.info : undefined
  const infoId = info === undefined ? undefined : `${id}-info`
  const aria = useMemo(() => controlAria(infoId, problemId), [infoId, problemId])
  return (
    <div className={`${styles.field} ${NARROW.has(spec.kind) ? '' : styles.wide}`}>
      {spec.kind !== 'checkbox' && (
        <div className={styles.head}>
          {LABELLED.has(spec.kind) ? (
            <label htmlFor={id}>{label}</label>
          ) : (
            <span className={styles.label}>{label}</span>
          )}
          {spec.kind === 'slider' && <span className="num">{draftText(spec, draft)}</span>}
          {spec.kind === 'code' && <span className={styles.aside}>{spec.language}</span>}
        </div>
      )}
      {info !== undefined && spec.kind !== 'checkbox' && (
        <p id={infoId} className={styles.info}>
          {info}
        </p>
      )}
      <Input
        id={id}
        label={label}
        spec={spec}
        draft={draft}
        onDraft={onDraft}
        onSubmit={onSubmit}
        aria={aria}
      />
      {info !== undefined && spec.kind === 'checkbox' && (
        <p id={infoId} className={`${styles.info} ${styles.underTick}`}>
          {info}
        </p>
      )}
      {problem !== undefined && (
        <p id={problemId} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

/** Two of these fit beside each other. */
const NARROW: ReadonlySet<ComponentKind> = new Set([
  'number',
  'slider',
  'checkbox',
  'dropdown',
  'color-picker',
])

/** The others name themselves: a pad, a grid, a group, or a place for files, is more than one control. */
const LABELLED: ReadonlySet<ComponentKind> = new Set([
  'textbox',
  'number',
  'slider',
  'json',
  'dropdown',
  'color-picker',
  'code',
])
