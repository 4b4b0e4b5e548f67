import { useEffect, useRef } from 'react'
import { editor, Uri } from '../monaco'
import { followColorScheme } from '../theme'
import type { ChangedFile } from './changed-files'
import { diffLanguage } from './diff-language'
import styles from './versions.module.css'

let shown = 0

/** Monaco's diff of one file: beside each other where there is room, else one below the other. Nothing in it can be changed. */
export function DiffView({ file: { path, before, after } }: { file: ChangedFile }) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (element.current === null) return
    shown += 1
    const model = (side: string, source: string) =>
      editor.createModel(
        source,
        diffLanguage(path),
        Uri.from({ scheme: 'draft', path: `/${shown}/${side}/${path}` }),
      )
    const models = { original: model('before', before), modified: model('after', after) }
    const stopFollowing = followColorScheme()
    const view = editor.createDiffEditor(element.current, {
      readOnly: true,
      originalEditable: false,
      automaticLayout: true,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: 640,
      renderOverviewRuler: false,
      fontSize: 12,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      hideUnchangedRegions: { enabled: true },
      wordWrap: 'on',
      diffWordWrap: 'on',
    })
    view.setModel(models)
    // As options of the whole they do not last: its parts are given theirs anew.
    const name = () => {
      view.getOriginalEditor().updateOptions({ ariaLabel: `${path} before` })
      view.getModifiedEditor().updateOptions({ ariaLabel: `${path} after` })
    }
    name()
    const naming = view.onDidUpdateDiff(name)
    return () => {
      naming.dispose()
      view.dispose()
      models.original.dispose()
      models.modified.dispose()
      stopFollowing()
    }
  }, [path, before, after])
  return <div ref={element} className={styles.diff} data-diff={path} />
}
