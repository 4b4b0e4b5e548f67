import { ToggleGroup } from 'radix-ui'
import { useEffect, useState } from 'react'
import type { SourceFile } from '../project'
import { draftStore } from './bind-project'
import type { Version } from './version'
import { VersionDiff } from './version-diff'
import styles from './versions.module.css'

interface Props {
  version: Version
  /** The one before it; undefined: it is the oldest. */
  previous: Version | undefined
  original: readonly SourceFile[]
  /** Absent: another tab writes. */
  onRestore: ((files: readonly SourceFile[]) => void) | undefined
}

type Against = 'original' | 'previous'

/** One version against the original or against the one before it. */
export function Changes({ version, previous, original, onRestore }: Props) {
  const [against, setAgainst] = useState<Against>('original')
  const after = useFiles(version.id)
  const earlier = useFiles(previous?.id)
  // Before the oldest version there is the original.
  const before = against === 'original' || previous === undefined ? original : earlier
  return (
    <div className={styles.side}>
      <div className={styles.sideHead}>
        <ToggleGroup.Root
          type="single"
          className={styles.against}
          aria-label="Compared with"
          value={against}
          onValueChange={(value) => {
            if (value === 'original' || value === 'previous') setAgainst(value)
          }}
        >
          <ToggleGroup.Item className={styles.choice} value="original">
            Original
          </ToggleGroup.Item>
          <ToggleGroup.Item className={styles.choice} value="previous">
            Version before
          </ToggleGroup.Item>
        </ToggleGroup.Root>
        <button
          type="button"
          className={styles.go}
          disabled={onRestore === undefined || typeof after !== 'object'}
          onClick={() => {
            if (typeof after === 'object') onRestore?.(after)
          }}
        >
          Restore this version
        </button>
      </div>
      {typeof after === 'object' && typeof before === 'object' ? (
        <VersionDiff
          before={before}
          after={after}
          against={before === original ? 'the original' : 'the version before'}
        />
      ) : (
        <p className={styles.nothing} role="status">
          {after === 'gone' || before === 'gone'
            ? 'It was thinned out in the meantime, or cannot be read.'
            : ''}
        </p>
      )}
    </div>
  )
}

/** Undefined while they are read. */
function useFiles(id: number | undefined): readonly SourceFile[] | 'gone' | undefined {
  const [read, setRead] = useState<{ id: number; files: readonly SourceFile[] | 'gone' }>()
  useEffect(() => {
    if (id === undefined) return
    let left = false
    draftStore.files(id).then(
      (found) => !left && setRead({ id, files: found?.files ?? 'gone' }),
      () => !left && setRead({ id, files: 'gone' }),
    )
    return () => {
      left = true
    }
  }, [id])
  return read?.id === id ? read?.files : undefined
}
