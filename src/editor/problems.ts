import { type editor, MarkerSeverity } from './monaco'

/** What is wrong at one place of a handler: by its types, or by a rule. */
export interface Problem {
  severity: 'error' | 'warning' | 'info'
  /** 1-based. */
  line: number
  column: number
  message: string
  /** Of a finding: the heading of its section in docs/rules.md. */
  rule: string | undefined
}

/** Owner of the markers that the rules set. */
export const RULES_OWNER = 'sublet'

/** What Monaco has marked, the worst first; hints, such as of names that nothing uses, are no problems. */
export function problemsOf(markers: readonly editor.IMarker[]): Problem[] {
  return markers
    .flatMap(({ severity, startLineNumber, startColumn, message, owner, code }) => {
      if (severity === MarkerSeverity.Hint) return []
      const rule = owner === RULES_OWNER && typeof code === 'object' ? code.value : undefined
      return [{ severity: severityOf(severity), line: startLineNumber, column: startColumn, message, rule }]
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.line - b.line || a.column - b.column,
    )
}

const ORDER: readonly Problem['severity'][] = ['error', 'warning', 'info']

function severityOf(severity: MarkerSeverity): Problem['severity'] {
  if (severity === MarkerSeverity.Error) return 'error'
  return severity === MarkerSeverity.Warning ? 'warning' : 'info'
}
