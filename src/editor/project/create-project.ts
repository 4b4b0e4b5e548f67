import type { editor } from 'monaco-editor/editor/editor.api.js'
import { createStore } from 'zustand/vanilla'
import type { Project, ProjectState, SourceFile } from '../project'
import { createFileModel, type FileModel } from './file-model'
import { compareNames, HANDLER, wrongName } from './file-names'

/** A `Project`, with what an editor shows of it. */
export interface OpenProject extends Project {
  readonly closed: boolean
  /** Of a file that is there; undefined of any other. */
  model(path: string): editor.ITextModel | undefined
  /** Where caret and folds were when the file was last in view. */
  view(path: string): editor.ICodeEditorViewState | null
  keepView(path: string, view: editor.ICodeEditorViewState | null): void
}

export interface ProjectOptions {
  demoId: string
  /** With `handler.ts` among them. */
  files: readonly SourceFile[]
}

/** Its models are `file:///<demoId>/<path>`: there is one project of a demo at a time. */
export function createProject({ demoId, files: first }: ProjectOptions): OpenProject {
  const models = new Map<string, FileModel>()
  const state = createStore<ProjectState>(() => ({ files: [], active: HANDLER }))
  let closed = false
  /** While many files change, what is told of is the last of it. */
  let quiet = false

  function put(path: string, source: string): void {
    models.set(
      path,
      createFileModel(demoId, path, source, () => tell()),
    )
  }

  function drop(path: string): void {
    models.get(path)?.close()
    models.delete(path)
  }

  /** @param active absent: as it is, if that file is still there */
  function tell(active = state.getState().active): void {
    if (quiet) return
    const before = new Map(state.getState().files.map((file) => [file.path, file]))
    const files = [...models.keys()].toSorted(compareNames).map((path) => {
      const source = models.get(path)?.model.getValue() ?? ''
      const known = before.get(path)
      return known?.source === source ? known : { path, source }
    })
    const isSame = files.length === before.size && files.every((file) => before.get(file.path) === file)
    state.setState({ ...(!isSame && { files }), active: models.has(active) ? active : HANDLER })
  }

  function quietly(change: () => void): void {
    quiet = true
    try {
      change()
    } finally {
      quiet = false
    }
  }

  function refuseWrong(path: string, but?: string): void {
    const others = [...models.keys()].filter((name) => name !== but)
    const wrong = wrongName(path, others)
    if (wrong !== undefined) throw new Error(wrong)
  }

  for (const { path, source } of first) put(path, source)
  tell()

  return {
    demoId,
    state,
    get closed() {
      return closed
    },
    open(path) {
      if (models.has(path)) state.setState({ active: path })
    },
    add(path, source) {
      refuseWrong(path)
      put(path, source)
      tell(path)
    },
    rename(path, to, changes = []) {
      const file = models.get(path)
      if (file === undefined || path === to) return
      if (path === HANDLER) throw new Error(`${HANDLER} keeps its name: the demo begins with it.`)
      refuseWrong(to, path)
      const { active } = state.getState()
      quietly(() => {
        for (const change of changes) models.get(change.path)?.edit(change.edits)
        const source = file.model.getValue()
        drop(path)
        put(to, source)
      })
      tell(active === path ? to : active)
    },
    remove(path) {
      if (path === HANDLER || !models.has(path)) return
      drop(path)
      tell()
    },
    replace(files) {
      quietly(() => {
        const stay = new Set([HANDLER, ...files.map(({ path }) => path)])
        for (const path of [...models.keys()]) if (!stay.has(path)) drop(path)
        for (const { path, source } of files) {
          const known = models.get(path)
          if (known === undefined) put(path, source)
          else known.write(source)
        }
      })
      tell()
    },
    model: (path) => models.get(path)?.model,
    view: (path) => models.get(path)?.view ?? null,
    keepView(path, view) {
      const file = models.get(path)
      if (file !== undefined) file.view = view
    },
    close() {
      if (closed) return
      closed = true
      for (const path of [...models.keys()]) drop(path)
    },
  }
}
