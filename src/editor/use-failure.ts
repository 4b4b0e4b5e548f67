import { useEffect } from 'react'
import { editor, MarkerSeverity } from './monaco'
import type { OpenProject } from './project/create-project'

const OWNER = 'sublet-run'

/** Why a run, or the start, of what the editor shows has failed. */
export interface Failure {
  message: string
  /** Where, in the files as they ran; the innermost first. Empty: nowhere in them. */
  places: readonly FailurePlace[]
}

export interface FailurePlace {
  path: string
  /** 1-based. */
  line: number
  column: number
  /** Of the file that ran. */
  source: string
}

/** Marks the line where a run failed, until the next edit or run. A text that has changed since is another one. */
export function useFailure(project: OpenProject, failure: Failure | undefined): void {
  useEffect(() => {
    if (failure === undefined) return
    const { files } = project.state.getState()
    const place = failure.places.find(({ path, source }) =>
      files.some((file) => file.path === path && file.source === source),
    )
    const model = place && project.model(place.path)
    if (place === undefined || model === undefined) return
    const line = Math.min(place.line, model.getLineCount())
    const clear = (): void => {
      if (!model.isDisposed()) editor.setModelMarkers(model, OWNER, [])
    }
    editor.setModelMarkers(model, OWNER, [
      {
        severity: MarkerSeverity.Error,
        message: failure.message,
        source: 'the last run',
        startLineNumber: line,
        startColumn: place.column,
        endLineNumber: line,
        endColumn: Math.max(model.getLineMaxColumn(line), place.column + 1),
      },
    ])
    const editing = project.state.subscribe((now, before) => {
      if (now.files !== before.files) clear()
    })
    return () => {
      editing()
      clear()
    }
  }, [project, failure])
}
