import { useEffect, useState } from 'react'
import { editor } from './monaco'
import { type Problem, problemsOf } from './problems'

/** What Monaco marks in the model, as it changes. */
export function useProblems(model: editor.ITextModel | undefined): readonly Problem[] {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  useEffect(() => {
    if (model === undefined) return
    const { uri } = model
    const read = (): void => setProblems(problemsOf(editor.getModelMarkers({ resource: uri })))
    const marking = editor.onDidChangeMarkers((uris) => {
      if (uris.some((each) => each.toString() === uri.toString())) read()
    })
    read()
    return () => marking.dispose()
  }, [model])
  return problems
}
