import { type RefObject, useEffect, useRef, useState } from 'react'
import { editor, KeyCode, KeyMod, Uri } from './monaco'
import { followColorScheme } from './theme'
import { loadTypes } from './types'

export interface MonacoOptions {
  demoId: string
  /** What runs now; the editor follows when it changes from outside. */
  source: string
  /** Ctrl+Enter or Cmd+Enter. */
  onRun(): void
}

/** Puts an editor into `element` for as long as the component lives. */
export function useMonaco(
  element: RefObject<HTMLElement | null>,
  options: MonacoOptions,
): editor.ITextModel | undefined {
  const { demoId, source } = options
  const [model, setModel] = useState<editor.ITextModel>()
  // The command is registered once; it calls what the last render gave.
  const latest = useRef(options)
  latest.current = options
  /** Of an editor that was out of view for a while, and comes back as it was. */
  const left = useRef<{ text: string; view: editor.ICodeEditorViewState | null }>(undefined)
  const followed = useRef(source)

  useEffect(() => {
    if (element.current === null) return
    const uri = Uri.parse(`file:///${demoId}/handler.ts`)
    const made = editor.createModel(left.current?.text ?? latest.current.source, 'typescript', uri)
    const stopFollowing = followColorScheme()
    const view = editor.create(element.current, {
      model: made,
      ariaLabel: 'Handler',
      automaticLayout: true,
      fontSize: 13,
      minimap: { enabled: false },
      padding: { top: 12, bottom: 12 },
      scrollBeyondLastLine: false,
      renderLineHighlight: 'line',
      tabSize: 2,
      wordWrap: 'on',
      fixedOverflowWidgets: true,
    })
    if (left.current !== undefined) view.restoreViewState(left.current.view)
    view.addCommand(KeyMod.CtrlCmd | KeyCode.Enter, () => latest.current.onRun())
    // As soon as a package is named, so that it is there when the author goes on. What fails here fails again, and is
    // told, when the handler is compiled.
    const load = () => void loadTypes(demoId, made.getValue()).catch(() => undefined)
    const naming = made.onDidChangeContent(load)
    load()
    setModel(made)
    return () => {
      left.current = { text: made.getValue(), view: view.saveViewState() }
      naming.dispose()
      stopFollowing()
      view.dispose()
      made.dispose()
    }
  }, [element, demoId])

  useEffect(() => {
    // As an edit, so that undo brings back what was typed.
    if (model === undefined || model.isDisposed() || followed.current === source) return
    followed.current = source
    if (model.getValue() === source) return
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text: source }], () => null)
  }, [model, source])

  return model
}
