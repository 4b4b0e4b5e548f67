import type { LeftOut, PickedFile } from '../../host/own/import'
import type { DemoCard, OwnDemos } from '../../host/types'
import { createOwn } from './create-own'

/** What came of an import. */
export interface Imported {
  card: DemoCard
  files: number
  /** What the card did not say. */
  told: readonly string[]
  left: readonly LeftOut[]
  errors: readonly { path: string; line: number; column: number; message: string }[]
}

/**
 * From what was chosen or dropped to an own demo. Type errors are told and stop nothing.
 * @param onStep says what is being done
 * @param signal nobody waits for it any more: nothing is kept
 * @throws SubletError with the numbers and a way out
 */
export async function importDemo(
  picked: readonly PickedFile[],
  demos: OwnDemos,
  onStep: (step: string) => void,
  signal: AbortSignal,
): Promise<Imported> {
  onStep('Reading the files…')
  const { readFolder, notCompiled } = await import('../../host/own/import')
  const { card, sources, texts, told, left } = await readFolder(picked)
  onStep('Compiling, with the editor’s TypeScript…')
  const { compileFiles } = await import('../../editor/compile-files')
  const { files, fatal, errors } = await compileFiles(sources)
  if (fatal.length > 0) throw notCompiled(fatal)
  signal.throwIfAborted()
  const made = await createOwn(demos, { card, files, texts, origin: 'import' })
  return { card: made, files: files.length + texts.length, told, left, errors }
}
