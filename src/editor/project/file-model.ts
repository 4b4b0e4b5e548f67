import { editor, Range, Uri } from 'monaco-editor/editor/editor.api.js'
import type { Edit } from '../rules/reading/edit'
import { languageOf } from './file-names'
import { typedJson } from './typed-json'

/** A file of a demo in Monaco: what is typed in it, and what can be undone. */
export interface FileModel {
  readonly model: editor.ITextModel
  /** Caret and folds, while no editor shows it. */
  view: editor.ICodeEditorViewState | null
  /** As an edit, which undo takes back. */
  write(source: string): void
  /** Of its text as it is now; all in one step of undo. */
  edit(edits: readonly Edit[]): void
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
  function push(operations: editor.IIdentifiedSingleEditOperation[]): void {
    model.pushStackElement()
    model.pushEditOperations([], operations, () => null)
    model.pushStackElement()
  }
  return {
    model,
    view: null,
    write(text) {
      if (model.getValue() !== text) push([{ range: model.getFullModelRange(), text }])
    },
    edit(edits) {
      push(
        edits.map(({ start, end, text }) => ({
          range: Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
          text,
        })),
      )
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
