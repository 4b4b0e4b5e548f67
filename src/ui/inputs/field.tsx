import { useMemo } from 'react'
import type { ComponentSpec } from '../../host/types'
import { checkInput } from './check-input'
import type { Draft } from './checked'
import { componentLabel } from './component-label'
import { draftText } from './draft-text'
import styles from './fields.module.css'
import { Input } from './input'

interface Props {
  id: string
  spec: ComponentSpec
  draft: Draft
  /** Run was pressed with this form: what is missing is said now. */
  tried: boolean
  onDraft(draft: Draft): void
}

/** One input with its label, its value where that helps, and what is wrong with it. */
export function Field({ id, spec, draft, tried, onDraft }: Props) {
  const checked = useMemo(() => checkInput(spec, draft), [spec, draft])
  const label = componentLabel(spec)
  const problem = checked.is === 'wrong' || (checked.is === 'missing' && tried) ? checked.reason : undefined
  const problemId = problem === undefined ? undefined : `${id}-problem`
  const narrow = spec.kind === 'number' || spec.kind === 'slider'
  return (
    <div className={`${styles.field} ${narrow ? '' : styles.wide}`}>
      <div className={styles.head}>
        {isTyped(spec) ? <label htmlFor={id}>{label}</label> : <span className={styles.label}>{label}</span>}
        {spec.kind === 'slider' && <span className="num">{draftText(spec, draft)}</span>}
      </div>
      <Input id={id} label={label} spec={spec} draft={draft} onDraft={onDraft} problemId={problemId} />
      {problem !== undefined && (
        <p id={problemId} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

/** The others name themselves: a pad, or a place for files, is more than one control. */
function isTyped({ kind }: ComponentSpec): boolean {
  return kind === 'textbox' || kind === 'number' || kind === 'slider' || kind === 'json'
}
