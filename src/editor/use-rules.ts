import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register.js'
import { useEffect, useRef, useState } from 'react'
import type { editor } from './monaco'
import { createRuleChecks } from './rule-checks'
import { findRules } from './rule-findings'
import { markFindings } from './rule-markers'
import type { Facts } from './rules/rule'

/** Long enough that nobody is still typing. */
const PAUSE = 300

/**
 * Keeps the markers of the rules as the text is.
 * @returns why the rules cannot be asked; undefined while they can
 */
export function useRules(model: editor.ITextModel | undefined, facts: Facts): string | undefined {
  const [failure, setFailure] = useState<string>()
  const latest = useRef(facts)
  const changed = useRef<() => void>(undefined)

  useEffect(() => {
    if (model === undefined) return
    const checks = createRuleChecks({
      find: () => findRules(model, latest.current),
      version: () => (model.isDisposed() ? -1 : model.getVersionId()),
      onFound(findings) {
        markFindings(model, findings)
        setFailure(undefined)
      },
      onFailed: (cause) => setFailure(String(cause)),
      delay: PAUSE,
    })
    changed.current = checks.changed
    const editing = model.onDidChangeContent(checks.changed)
    // Until a library's types are there, nothing can be said of what comes out of it.
    const typing = typescriptDefaults.onDidExtraLibsChange(checks.changed)
    checks.changed()
    return () => {
      editing.dispose()
      typing.dispose()
      checks.close()
    }
  }, [model])

  useEffect(() => {
    latest.current = facts
    changed.current?.()
  }, [facts])

  return failure
}
