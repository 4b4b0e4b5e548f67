import { editor, MarkerSeverity } from './monaco'
import type { OpenProject } from './project/create-project'
import { README } from './project/file-names'
import { useChecks } from './use-checks'

const OWNER = 'sublet-card'

/** What is wrong at a place of a README. `ReadmeProblem` of src/host/own/readme-problems.ts, which this room does not know. */
export interface ReadmeProblem {
  severity: 'error' | 'warning'
  /** Code units, from and to. */
  start: number
  end: number
  message: string
}

/** Says what is wrong with a README's card. */
export type CheckReadme = (readme: string) => readonly ReadmeProblem[]

/** Keeps what is wrong with the card marked in README.md. */
export function useReadmeCheck(project: OpenProject, check: CheckReadme): void {
  useChecks(project, {
    async find(_, files) {
      const readme = files.find(({ path }) => path === README)
      return readme === undefined ? [] : check(readme.source)
    },
    onFound(problems) {
      const model = project.model(README)
      if (model === undefined) return
      const markers = problems.map(({ severity, start, end, message }) => {
        const [from, to] = [model.getPositionAt(start), model.getPositionAt(end)]
        return {
          severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
          startLineNumber: from.lineNumber,
          startColumn: from.column,
          endLineNumber: to.lineNumber,
          endColumn: to.column,
          message,
        }
      })
      editor.setModelMarkers(model, OWNER, markers)
    },
    onFailed: reportError,
  })
}
