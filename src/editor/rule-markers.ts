import { editor, languages, MarkerSeverity, type Range, Uri } from './monaco'
import { RULES_OWNER } from './problems'
import type { Finding } from './rules/rule'

const SCHEME = 'sublet-rule'

const SEVERITY = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
} as const

interface Checked {
  version: number
  findings: readonly Finding[]
}

/** By the model that they are of. Fixes are offered for as long as its text is the one that was checked. */
const checked = new WeakMap<editor.ITextModel, Checked>()

/** Marks what was found; the text must be the one that it was found in. */
export function markFindings(model: editor.ITextModel, findings: readonly Finding[]): void {
  checked.set(model, { version: model.getVersionId(), findings })
  editor.setModelMarkers(
    model,
    RULES_OWNER,
    findings.map((finding) => markerOf(model, finding)),
  )
}

/** Calls back with a rule's id when its link in a hover is followed, until the returned function is called. */
export function onExplain(explain: (rule: string) => void): () => void {
  const opener = editor.registerLinkOpener({
    open(link) {
      if (link.scheme !== SCHEME) return false
      explain(link.path)
      return true
    },
  })
  return () => opener.dispose()
}

languages.registerCodeActionProvider(
  'typescript',
  {
    provideCodeActions(model, range) {
      const { version, findings } = checked.get(model) ?? { version: -1, findings: [] }
      const isSame = model.getVersionId() === version
      const actions = isSame ? findings.flatMap((finding) => actionOf(model, range, finding) ?? []) : []
      return { actions, dispose: () => undefined }
    },
  },
  { providedCodeActionKinds: ['quickfix'] },
)

function actionOf(
  model: editor.ITextModel,
  range: Range,
  finding: Finding,
): languages.CodeAction | undefined {
  const { fix } = finding
  const marker = markerOf(model, finding)
  if (fix === undefined || !range.intersectRanges(marker)) return undefined
  return {
    title: fix.title,
    kind: 'quickfix',
    isPreferred: true,
    diagnostics: [marker],
    edit: {
      edits: fix.edits.map(({ start, end, text }) => ({
        resource: model.uri,
        versionId: model.getVersionId(),
        textEdit: { range: rangeOf(model, start, end), text },
      })),
    },
  }
}

function markerOf(
  model: editor.ITextModel,
  { rule, start, end, severity, message }: Finding,
): editor.IMarkerData {
  return {
    ...rangeOf(model, start, end),
    severity: SEVERITY[severity],
    message,
    source: 'sublet',
    code: { value: rule, target: Uri.from({ scheme: SCHEME, path: rule }) },
  }
}

function rangeOf(model: editor.ITextModel, start: number, end: number) {
  const { lineNumber: startLineNumber, column: startColumn } = model.getPositionAt(start)
  const { lineNumber: endLineNumber, column: endColumn } = model.getPositionAt(end)
  return { startLineNumber, startColumn, endLineNumber, endColumn }
}
