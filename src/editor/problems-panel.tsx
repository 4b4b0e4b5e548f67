import { lazy, Suspense, useEffect, useState } from 'react'
import styles from './editor-pane.module.css'
import { ProblemList } from './problem-list'
import { inOrder, type Problem } from './problems'
import { onExplain } from './rule-markers'

/** Markdown, and the text of all rules: only who asks why fetches them. */
const RuleDialog = lazy(async () => ({ default: (await import('./rule-dialog')).RuleDialog }))

interface Props {
  /** What there is to mend, the worst first. */
  problems: readonly Problem[]
  /** The errors that a run was refused with; none: no run was. */
  refused: readonly Problem[]
  /** What of the editor does not work. */
  failure: string | undefined
  onJump(problem: Problem): void
  onRunAnyway(): void
}

/** Under the editor: what is wrong, and where. Only errors of the compiler keep a handler from running, unless it is asked for. */
export function ProblemsPanel({ problems, refused, failure, onJump, onRunAnyway }: Props) {
  const [rule, setRule] = useState<string>()
  useEffect(() => onExplain(setRule), [])
  // Monaco tells of the compiler's errors a little later; until then those of the refusal stand for them.
  const known = new Set(problems.map(textOf))
  const shown = inOrder([...refused.filter((problem) => !known.has(textOf(problem))), ...problems])

  return (
    <>
      {refused.length > 0 && (
        <div className={styles.refused} role="alert">
          <b>
            {refused.length} {refused.length === 1 ? 'error' : 'errors'}; not run.
          </b>
          <button type="button" className={styles.anyway} onClick={onRunAnyway}>
            Run anyway
          </button>
        </div>
      )}
      {shown.length > 0 && (
        <section className={styles.problems} aria-label="Problems">
          <ProblemList problems={shown} onJump={onJump} onExplain={setRule} />
        </section>
      )}
      {failure !== undefined && (
        <p className={styles.errors} role="alert">
          {failure}
        </p>
      )}
      {rule !== undefined && (
        <Suspense>
          <RuleDialog rule={rule} onClose={() => setRule(undefined)} />
        </Suspense>
      )}
    </>
  )
}

function textOf({ path, line, column, message }: Problem): string {
  // Monaco writes a chain of messages on lines of their own.
  return `${path}:${line}:${column}:${message.replaceAll(/\s+/g, ' ')}`
}
