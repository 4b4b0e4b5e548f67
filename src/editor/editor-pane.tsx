import { useRef, useState } from 'react'
import { type CompileError, compile } from './compile'
import styles from './editor-pane.module.css'
import { useMonaco } from './use-monaco'

export interface EditorPaneProps {
  demoId: string
  /** TypeScript that runs now. */
  source: string
  /** The edited handler, as written and compiled to JavaScript. */
  onRun(handler: { source: string; code: string; map: string }): void
  onClose(): void
  /** Why the handler that runs did not start. */
  errors?: { message: string }
}

/** Monaco beside the running demo. Ctrl+Enter compiles and runs; what does not compile is not run unasked. */
export function EditorPane({ demoId, source, onRun, onClose, errors: failure }: EditorPaneProps) {
  const element = useRef<HTMLDivElement>(null)
  const [errors, setErrors] = useState<readonly CompileError[]>([])
  const model = useMonaco(element, { demoId, source, onRun: () => void run(false) })

  async function run(anyway: boolean): Promise<void> {
    if (model === undefined) return
    const compiled = await compile(model, demoId)
    setErrors(compiled.errors)
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
      {errors.length > 0 && (
        <div className={styles.errors} role="alert">
          <p>
            <b>
              {errors.length} {errors.length === 1 ? 'error' : 'errors'}; not run.
            </b>
            <button type="button" className={styles.anyway} onClick={() => void run(true)}>
              Run anyway
            </button>
          </p>
          <ul>
            {errors.slice(0, 5).map(({ line, column, message }) => (
              <li key={`${line}:${column}:${message}`}>
                <span className={styles.at}>
                  {line}:{column}
                </span>{' '}
                {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {errors.length === 0 && failure !== undefined && (
        <p className={styles.errors} role="alert">
          {failure.message}
        </p>
      )}
    </div>
  )
}
