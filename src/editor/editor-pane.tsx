import { useEffect, useRef, useState } from 'react'
import { compile } from './compile'
import styles from './editor-pane.module.css'
import { editor } from './monaco'
import type { Problem } from './problems'
import { ProblemsPanel } from './problems-panel'
import type { Facts } from './rules/rule'
import { useMonaco } from './use-monaco'
import { useProblems } from './use-problems'
import { useRules } from './use-rules'

export interface EditorPaneProps {
  demoId: string
  /** TypeScript that runs now. */
  source: string
  /** The edited handler, as written and compiled to JavaScript. */
  onRun(handler: { source: string; code: string; map: string }): void
  onClose(): void
  /** Why the handler that runs did not start. */
  errors?: { message: string }
  /** What past runs told of its GPU functions; absent: nothing. */
  facts?: Facts
}

const NO_FACTS: Facts = { functions: {} }

/** Monaco beside the running demo. Ctrl+Enter compiles and runs; what does not compile is not run unasked. */
export function EditorPane(props: EditorPaneProps) {
  const { demoId, source, onRun, onClose, errors: failure, facts = NO_FACTS } = props
  const element = useRef<HTMLDivElement>(null)
  const [refused, setRefused] = useState<readonly Problem[]>([])
  const model = useMonaco(element, { demoId, source, onRun: () => void run(false) })

  const problems = useProblems(model)
  const rulesFailure = useRules(model, facts)

  useEffect(() => {
    // What was refused was the text of before.
    const editing = model?.onDidChangeContent(() => setRefused([]))
    return () => editing?.dispose()
  }, [model])

  async function run(anyway: boolean): Promise<void> {
    if (model === undefined) return
    const version = model.getVersionId()
    const compiled = await compile(model, demoId)
    if (model.isDisposed()) return
    // What was typed meanwhile is another text: it is the one that is to run.
    if (model.getVersionId() !== version) return run(anyway)
    setRefused(
      anyway ? [] : compiled.errors.map((error) => ({ ...error, severity: 'error', rule: undefined })),
    )
    if (compiled.errors.length === 0 || anyway)
      onRun({ source: model.getValue(), code: compiled.code, map: compiled.map })
  }

  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        <span className={styles.file}>handler.ts</span>
        <span className={styles.keys}>
          <kbd>Ctrl</kbd> <kbd>⏎</kbd> runs it
        </span>
        <button
          type="button"
          className={styles.run}
          disabled={model === undefined}
          onClick={() => void run(false)}
        >
          Save and run
        </button>
        <button type="button" className={styles.close} aria-label="Close the editor" onClick={onClose}>
          ×
        </button>
      </div>
      <div ref={element} className={styles.code} data-ready={model !== undefined} />
      <ProblemsPanel
        problems={problems}
        refused={refused}
        failure={rulesFailure}
        onJump={(problem) => jump(model, problem)}
        onRunAnyway={() => void run(true)}
      />
      {refused.length === 0 && failure !== undefined && (
        <p className={styles.errors} role="alert">
          {failure.message}
        </p>
      )}
    </div>
  )
}

function jump(model: editor.ITextModel | undefined, { line, column }: Problem): void {
  const view = editor.getEditors().find((each) => each.getModel() === model)
  view?.setPosition({ lineNumber: line, column })
  view?.revealLineInCenterIfOutsideViewport(line)
  view?.focus()
}
