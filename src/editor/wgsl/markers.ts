import { editor, MarkerSeverity } from '../monaco'
import { type Place, placeOf, type Shader } from './shader'
import type { ShaderMessage } from './shader-checker'

/** Owner of the markers that the shader compiler's messages get. */
export const WGSL_OWNER = 'wgsl'

/** What was said of a shader, where its text comes from. */
export interface ShaderFinding extends Place {
  severity: ShaderMessage['severity']
  message: string
}

const SEVERITY = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  info: MarkerSeverity.Info,
} as const

/** What was said of a module, at the places of the sources that it is about. */
export function findingsOf(shader: Shader, messages: readonly ShaderMessage[]): ShaderFinding[] {
  return messages.flatMap(({ severity, start, end, message }) => {
    const place = placeOf(shader, start, end)
    return place === undefined ? [] : [{ ...place, severity, message }]
  })
}

/** Marks what was found in the models; a piece that is in several modules is marked once. */
export function markShaders(models: readonly editor.ITextModel[], findings: readonly ShaderFinding[]): void {
  for (const model of models) {
    const uri = model.uri.toString()
    const own = new Map(
      findings
        .filter(({ file }) => file === uri)
        .map((finding) => [`${finding.start}:${finding.end}:${finding.message}`, finding]),
    )
    editor.setModelMarkers(
      model,
      WGSL_OWNER,
      [...own.values()].map((finding) => markerOf(model, finding)),
    )
  }
}

function markerOf(
  model: editor.ITextModel,
  { start, end, severity, message }: ShaderFinding,
): editor.IMarkerData {
  const from = model.getPositionAt(start)
  const to = model.getPositionAt(end)
  return {
    startLineNumber: from.lineNumber,
    startColumn: from.column,
    endLineNumber: to.lineNumber,
    endColumn: to.column,
    severity: SEVERITY[severity],
    message,
    source: 'wgsl',
  }
}
