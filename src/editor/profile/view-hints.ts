import type { editor } from '../monaco'
import { createProfileHints, type ProfileHints } from './hints'
import styles from './hints.module.css'
import type { PastRuns } from './past-run'

/** The hints of one editor, in whatever file it shows. */
export interface ViewHints {
  show(runs: PastRuns): void
  /** Idempotent. */
  close(): void
}

/** @param onShow a link was followed, by mouse or from the menu of its line: the last run of this function is to be shown */
export function createViewHints(view: editor.IStandaloneCodeEditor, onShow: (fn: string) => void): ViewHints {
  let runs: PastRuns = new Map()
  let hints: ProfileHints | undefined

  function follow(line: number | undefined): void {
    const fn = line === undefined ? undefined : hints?.on(line)
    if (fn !== undefined) onShow(fn)
  }

  function enter(): void {
    hints?.close()
    const model = view.getModel()
    hints = model?.getLanguageId() === 'typescript' ? createProfileHints(model) : undefined
    hints?.show(runs)
  }

  const listening = [
    view.onDidChangeModel(enter),
    view.onMouseDown(({ target }) => {
      if (target.element?.classList.contains(styles.link ?? '') === true) follow(target.position?.lineNumber)
    }),
    view.addAction({
      id: 'sublet.show-last-run',
      label: 'Show the last run of this GPU function',
      contextMenuGroupId: 'navigation',
      run: () => follow(view.getPosition()?.lineNumber),
    }),
  ]
  enter()

  return {
    show(next) {
      runs = next
      hints?.show(next)
    },
    close() {
      for (const each of listening.splice(0)) each.dispose()
      hints?.close()
      hints = undefined
    },
  }
}
