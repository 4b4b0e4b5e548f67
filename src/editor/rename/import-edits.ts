import type ts from 'typescript'
import type { Edit } from '../rules/reading/edit'
import type { FileEdits, Renaming } from './renaming'
import { shaderImportEdits } from './shader-import-edits'

/**
 * What keeps the imports of a demo right when one of its files is renamed: those of it in the other files, and its own relative
 * ones when it moves to another folder. Nothing when it becomes another kind of file: what is imported is then something else.
 * The compiler is passed in: in the page it is the editor's own, in its worker.
 */
export function importEdits(
  typescript: typeof ts,
  service: ts.LanguageService,
  renaming: Renaming,
): readonly FileEdits[] {
  const { folder, from, to } = renaming
  if (endingOf(from) !== endingOf(to)) return []
  const changes = new Map<string, Edit[]>()
  const add = (uri: string, edits: readonly Edit[]): void => {
    if (edits.length === 0 || !uri.startsWith(folder)) return
    const path = uri.slice(folder.length)
    changes.set(path, [...(changes.get(path) ?? []), ...edits])
  }
  for (const { fileName, textChanges } of service.getEditsForFileRename(
    folder + typedName(from),
    folder + typedName(to),
    {},
    {},
  )) {
    add(
      fileName,
      textChanges.map(({ span, newText }) => ({
        start: span.start,
        end: span.start + span.length,
        text: newText,
      })),
    )
  }
  // To the compiler all `.wgsl` files are one declaration, of which it knows no file.
  for (const file of service.getProgram()?.getSourceFiles() ?? []) {
    if (!file.isDeclarationFile) add(file.fileName, shaderImportEdits(typescript, file, renaming))
  }
  return [...changes].map(([path, edits]) => ({ path, edits }))
}

function endingOf(path: string): string {
  return path.slice(path.lastIndexOf('.'))
}

/** What TypeScript knows the file as: project/typed-json.ts. */
function typedName(path: string): string {
  return path.endsWith('.json') ? `${path}.ts` : path
}
