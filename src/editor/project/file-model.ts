import { editor, Uri } from 'monaco-editor/editor/editor.api.js'
import { languageOf } from './file-names'
import { typedJson } from './typed-json'

/** A file of a demo in Monaco: what is typed in it, and what can be undone. */
export interface FileModel {
  readonly model: editor.ITextModel
  /** Caret and folds, while no editor shows it. */
  view: editor.ICodeEditorViewState | null
  /** As an edit, which undo takes back. */
  write(source: string): void
  /** Idempotent. */
  close(): void
}

/** @param onEdit called after each change of its text */
export function createFileModel(folder: string, path: string, source: string, onEdit: () => void): FileModel {
  const model = editor.createModel(source, languageOf(path), uriOf(folder, path))
  // TypeScript has no JSON here: it is told the same as a module.
  const typed = path.endsWith('.json')
    ? editor.createModel(typedJson(source), 'typescript', uriOf(folder, `${path}.ts`))
    : undefined
  const editing = model.onDidChangeContent(() => {
    typed?.setValue(typedJson(model.getValue()))
    onEdit()
  })
  return {
    model,
    view: null,
    write(text) {
      if (model.getValue() === text) return
      model.pushStackElement()
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
      model.pushStackElement()
    },
    close() {
      editing.dispose()
      typed?.dispose()
      model.dispose()
    },
  }
}

export function uriOf(folder: string, path: string): Uri {
  return Uri.from({ scheme: 'file', path: `/${folder}/${path}` })
}
