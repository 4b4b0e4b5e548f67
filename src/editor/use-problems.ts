import { useEffect, useState } from 'react'
import { editor } from './monaco'
import { inOrder, type Problem, problemsOf } from './problems'
import type { OpenProject } from './project/create-project'

/** What Monaco marks in the files of a project, as it changes. */
export function useProblems(project: OpenProject): readonly Problem[] {
  const [problems, setProblems] = useState<readonly Problem[]>([])
  useEffect(() => {
    const read = (): void => {
      const found = project.state.getState().files.flatMap(({ path }) => {
        const uri = project.model(path)?.uri
        return uri === undefined ? [] : problemsOf(path, editor.getModelMarkers({ resource: uri }))
      })
      setProblems(inOrder(found))
    }
    const marking = editor.onDidChangeMarkers(read)
    const end = project.state.subscribe(({ files }, before) => {
      // What is marked in a file that was renamed or deleted went with it, and nobody tells.
      if (
        files.length !== before.files.length ||
        files.some(({ path }, at) => path !== before.files[at]?.path)
      )
        read()
    })
    read()
    return () => {
      marking.dispose()
      end()
    }
  }, [project])
  return problems
}
