import { RadioGroup } from 'radix-ui'
import type { Version } from './version'
import { WHY_WORDS } from './version-words'
import styles from './versions.module.css'
import { clockText } from './when'

interface Props {
  versions: readonly Version[]
  /** Id of the version in view. */
  chosen: number | undefined
  onChoose(id: number): void
}

/** The newest first; arrow keys go from one to the next. Lines are counted against the original. */
export function VersionList({ versions, chosen, onChoose }: Props) {
  const now = Date.now()
  return (
    <RadioGroup.Root
      className={styles.versions}
      aria-label="Versions"
      value={chosen === undefined ? '' : String(chosen)}
      onValueChange={(id) => onChoose(Number(id))}
    >
      {versions.map(({ id, at, why, lines: { added, removed } }) => (
        <RadioGroup.Item key={id} value={String(id)} className={styles.version}>
          <span className={styles.time}>{clockText(at, now)}</span>
          <span className={styles.why} data-why={why}>
            {WHY_WORDS[why]}
          </span>
          <span className={styles.lines}>
            {added + removed === 0 ? (
              'original'
            ) : (
              <>
                <span className={styles.added}>+{added}</span>{' '}
                <span className={styles.removed}>−{removed}</span>
              </>
            )}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
