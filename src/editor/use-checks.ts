import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register.js'
import { useEffect, useRef } from 'react'
import type { SourceFile } from './project'
import type { OpenProject } from './project/create-project'
import { createRuleChecks } from './rule-checks'

/** Long enough that nobody is still typing. */
const PAUSE = 300

export interface Checked<Answer> {
  find(project: OpenProject, files: readonly SourceFile[]): Promise<Answer>
  onFound(answer: Answer): void
  onFailed(cause: unknown): void
}

/** Checks the files of a project when typing pauses, when types were loaded, and when `also` is another one. */
export function useChecks<Answer>(project: OpenProject, checked: Checked<Answer>, also?: unknown): void {
  const latest = useRef(checked)
  latest.current = checked
  const again = useRef<() => void>(undefined)

  useEffect(() => {
    const { state } = project
    let version = 0
    const checks = createRuleChecks<Answer>({
      find: () => latest.current.find(project, state.getState().files),
      version: () => (project.closed ? -1 : version),
      onFound: (answer) => latest.current.onFound(answer),
      onFailed: (cause) => latest.current.onFailed(cause),
      delay: PAUSE,
    })
    again.current = checks.changed
    const editing = state.subscribe(({ files }, before) => {
      if (files === before.files) return
      version += 1
      checks.changed()
    })
    // Until a library's types are there, nothing can be said of what comes out of it.
    const typing = typescriptDefaults.onDidExtraLibsChange(checks.changed)
    checks.changed()
    return () => {
      editing()
      typing.dispose()
      checks.close()
    }
  }, [project])

  // biome-ignore lint/correctness/useExhaustiveDependencies: it is another question, of the same texts
  useEffect(() => again.current?.(), [also])
}
