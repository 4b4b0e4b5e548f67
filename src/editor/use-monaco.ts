import { type RefObject, useEffect, useRef, useState } from 'react'
import { editor, KeyCode, KeyMod } from './monaco'
import type { OpenProject } from './project/create-project'
import { settings } from './settings'
import { followColorScheme } from './theme'
import { loadTypes } from './types'

export interface MonacoOptions {
  /** Ctrl+Enter or Cmd+Enter. */
  onRun(): void
  /** Ctrl+S or Cmd+S. */
  onSave(): void
}

export type View = editor.IStandaloneCodeEditor

/**
 * Puts an editor of a project's files into `element` for as long as the component lives: it shows the one that is in view.
 * The files are the project's, and stay.
 */
export function useMonaco(
  element: RefObject<HTMLElement | null>,
  project: OpenProject,
  options: MonacoOptions,
): View | undefined {
  const [view, setView] = useState<View>()
  // Commands are registered once; they call what the last render gave.
  const latest = useRef(options)
  latest.current = options

  useEffect(() => {
    if (element.current === null) return
    const stopFollowing = followColorScheme()
    const made = editor.create(element.current, {
      model: null,
      automaticLayout: true,
      fontSize: 13,
      minimap: { enabled: settings.getState().minimap },
      padding: { top: 12, bottom: 12 },
      scrollBeyondLastLine: false,
      renderLineHighlight: 'line',
      tabSize: 2,
      wordWrap: 'on',
      fixedOverflowWidgets: true,
      // Of WGSL in strings (wgsl/literal-colours.ts).
      'semanticHighlighting.enabled': true,
      // What prose in strings has; whatever else looks like another letter is marked.
      unicodeHighlight: { allowedCharacters: { '×': true, '–': true, '’': true } },
    })
    const stopShowing = showFiles(made, project)
    const setting = settings.subscribe(({ minimap }) => made.updateOptions({ minimap: { enabled: minimap } }))
    made.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => latest.current.onRun())
    made.addCommand(KeyMod.CtrlCmd | KeyCode.KeyS, () => latest.current.onSave())
    // To where a name is from, which can be another file.
    const opener = editor.registerEditorOpener({
      openCodeEditor(_, uri, place) {
        const path = project.state.getState().files.find((file) => {
          return project.model(file.path)?.uri.toString() === uri.toString()
        })?.path
        if (path === undefined) return false
        const { lineNumber = 1, column = 1 } =
          place !== undefined && 'startLineNumber' in place
            ? { lineNumber: place.startLineNumber, column: place.startColumn }
            : (place ?? {})
        jump(made, project, { path, line: lineNumber, column })
        return true
      },
    })
    // As soon as a package is named, so that it is there when the author goes on. What fails here fails again, and is
    // told, when the files are compiled.
    const load = () =>
      void loadTypes(project.state.getState().files.map(({ source }) => source)).catch(() => undefined)
    const naming = project.state.subscribe(({ files }, before) => {
      if (files !== before.files) load()
    })
    load()
    setView(made)
    return () => {
      setView(undefined)
      naming()
      setting()
      opener.dispose()
      stopShowing()
      stopFollowing()
      made.dispose()
    }
  }, [element, project])

  return view
}

/** Keeps the file in view in the editor, with caret and folds as they were when it was last. */
function showFiles(view: View, project: OpenProject): () => void {
  let shown: string | undefined
  const keep = () => {
    if (shown !== undefined && view.getModel() === project.model(shown))
      project.keepView(shown, view.saveViewState())
  }
  const show = () => {
    const { active } = project.state.getState()
    const model = project.model(active) ?? null
    if (view.getModel() === model) return
    keep()
    shown = active
    view.setModel(model)
    view.updateOptions({ ariaLabel: active })
    if (model !== null) view.restoreViewState(project.view(active))
  }
  show()
  const end = project.state.subscribe(show)
  return () => {
    end()
    keep()
  }
}

/** Brings a place of a file into view, and the caret to it. */
export function jump(
  view: View | undefined,
  project: OpenProject,
  { path, line, column }: { path: string; line: number; column: number },
): void {
  project.open(path)
  view?.setPosition({ lineNumber: line, column })
  view?.revealLineInCenterIfOutsideViewport(line)
  view?.focus()
}
