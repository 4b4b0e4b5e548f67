import { Tabs } from 'radix-ui'
import { useMemo, useState } from 'react'
import type { SourceFile } from '../project'
import { changedFiles } from './changed-files'
import { DiffView } from './diff-view'
import styles from './versions.module.css'

interface Props {
  before: readonly SourceFile[]
  after: readonly SourceFile[]
  /** Of the left side, in words. */
  against: string
}

/** What a version has changed: a tab for each file that differs. */
export function VersionDiff({ before, after, against }: Props) {
  const changed = useMemo(() => changedFiles(before, after), [before, after])
  const [chosen, setChosen] = useState<string>()
  const file = changed.find(({ path }) => path === chosen) ?? changed[0]
  if (file === undefined) return <p className={styles.nothing}>It is the same as {against}.</p>
  return (
    <Tabs.Root className={styles.changes} value={file.path} onValueChange={setChosen}>
      <Tabs.List className={styles.tabs} aria-label="Changed files">
        {changed.map(({ path, added, removed }) => (
          <Tabs.Trigger key={path} value={path} className={styles.tab}>
            {path} <span className={styles.added}>+{added}</span>{' '}
            <span className={styles.removed}>−{removed}</span>
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content className={styles.content} value={file.path} tabIndex={-1}>
        <DiffView file={file} />
      </Tabs.Content>
    </Tabs.Root>
  )
}
