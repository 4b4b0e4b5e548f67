import { useRef } from 'react'
import { compileErrors, type MarkedError } from './compile'
import { editor, MarkerSeverity, MarkerTag } from './monaco'
import type { SourceFile } from './project'
import type { OpenProject } from './project/create-project'
import { useChecks } from './use-checks'

/** Monaco's own, for what its TypeScript says. */
const OWNER = 'typescript'

type Found = readonly (readonly [editor.ITextModel, readonly MarkedError[]])[]

/**
 * Monaco looks at a file when that is edited; what an edit breaks, or mends, in the files that import it is marked by
 * this.
 */
export function useTypeMarkers(project: OpenProject): void {
  const before = useRef<readonly SourceFile[]>([])
  useChecks<Found>(project, {
    async find(_, files) {
      const old = before.current
      before.current = files
      // With one file, or none that changed, nothing is marked that Monaco does not mark.
      if (old.length === 0 || old === files) return []
      const others = files.filter((file) => file.path.endsWith('.ts') && old.includes(file))
      return Promise.all(
        others
          .flatMap(({ path }) => project.model(path) ?? [])
          .map(async (model) => [model, await compileErrors(model)] as const),
      )
    },
    onFound(found) {
      for (const [model, errors] of found)
        if (!model.isDisposed()) editor.setModelMarkers(model, OWNER, errors.map(markerOf))
    },
    // Whoever runs the demo is told.
    onFailed: () => undefined,
  })
}

const SEVERITIES = [MarkerSeverity.Warning, MarkerSeverity.Error, MarkerSeverity.Hint, MarkerSeverity.Info]

function markerOf({
  range,
  message,
  category,
  code,
  isUnused,
  isDeprecated,
}: MarkedError): editor.IMarkerData {
  return {
    ...range,
    message,
    code,
    severity: SEVERITIES[category] ?? MarkerSeverity.Info,
    tags: [...(isUnused ? [MarkerTag.Unnecessary] : []), ...(isDeprecated ? [MarkerTag.Deprecated] : [])],
  }
}
