import { type editor, MarkerSeverity } from './monaco'
import { compareNames } from './project/file-names'

/** What is wrong at one place of a demo: by its types, by a rule, or because a run failed there. */
export interface Problem {
  severity: 'error' | 'warning' | 'info'
  /** Of the file. */
  path: string
  /** 1-based. */
  line: number
  column: number
  message: string
  /** Of a finding: the heading of its section in docs/rules.md. */
  rule: string | undefined
}

/** Owner of the markers that the rules set. */
export const RULES_OWNER = 'sublet'

/** What Monaco has marked in a file; hints, such as of names that nothing uses, are no problems. */
export function problemsOf(path: string, markers: readonly editor.IMarker[]): Problem[] {
  return markers.flatMap(({ severity, startLineNumber: line, startColumn: column, message, owner, code }) => {
    if (severity === MarkerSeverity.Hint) return []
    const rule = owner === RULES_OWNER && typeof code === 'object' ? code.value : undefined
    return [{ severity: severityOf(severity), path, line, column, message, rule }]
  })
}

/** The worst first, each kind by its place. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) =>
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
      compareNames(a.path, b.path) ||
      a.line - b.line ||
      a.column - b.column,
  )
}

const ORDER: readonly Problem['severity'][] = ['error', 'warning', 'info']

function severityOf(severity: MarkerSeverity): Problem['severity'] {
  if (severity === MarkerSeverity.Error) return 'error'
  return severity === MarkerSeverity.Warning ? 'warning' : 'info'
}
