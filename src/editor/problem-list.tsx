import styles from './problem-list.module.css'
import type { Problem } from './problems'

interface Props {
  problems: readonly Problem[]
  onJump(problem: Problem): void
  onExplain(rule: string): void
}

const WORDS = { error: 'Error', warning: 'Warning', info: 'Hint' } as const

/** One line for each problem: where it is, what it is, and for those of a rule why. */
export function ProblemList({ problems, onJump, onExplain }: Props) {
  return (
    <ul className={styles.list}>
      {problems.map((problem) => {
        const { severity, path, line, column, message, rule } = problem
        return (
          <li key={`${path}:${line}:${column}:${message}`} className={styles[severity]}>
            <button type="button" className={styles.jump} onClick={() => onJump(problem)}>
              <span className={styles.severity}>{WORDS[severity]}</span>
              <span className={styles.at}>
                {path}:{line}:{column}
              </span>
              <span className={styles.message}>{message}</span>
            </button>
            {rule !== undefined && (
              <button
                type="button"
                className={styles.why}
                aria-label={`Why: ${rule}`}
                onClick={() => onExplain(rule)}
              >
                Why?
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
