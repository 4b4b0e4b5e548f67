import * as v from 'valibot'
import type { OpenProject } from '../project/create-project'
import { uriOf } from '../project/file-model'
import { wrongName } from '../project/file-names'
import { typeScriptWorker } from '../type-script-worker'
import type { FileEdits } from './renaming'

const offset = v.pipe(v.number(), v.integer(), v.minValue(0))

const editsSchema = v.array(
  v.object({
    path: v.string(),
    edits: v.array(v.object({ start: offset, end: offset, text: v.string() })),
  }),
)

/**
 * Renames a file, and with it what imports it; one change of the project, and in each file one edit.
 * @returns paths of the files in which imports were changed, as they are now
 * @throws Error with what is wrong of the name, as `Project.rename`
 */
export async function renameFile(project: OpenProject, path: string, to: string): Promise<readonly string[]> {
  const others = project.state.getState().files.flatMap((file) => (file.path === path ? [] : [file.path]))
  const wrong = wrongName(to, others)
  if (wrong !== undefined) throw new Error(wrong)
  for (;;) {
    const { files } = project.state.getState()
    // What cannot be asked keeps no file from its name: its imports are then marked, as errors.
    const changes = await askEdits(project, path, to).catch((error: unknown) => {
      reportError(error)
      return []
    })
    if (project.closed) return []
    // What was typed meanwhile has its imports elsewhere.
    if (project.state.getState().files !== files) continue
    project.rename(path, to, changes)
    return changes.map((change) => (change.path === path ? to : change.path))
  }
}

async function askEdits(project: OpenProject, from: string, to: string): Promise<readonly FileEdits[]> {
  const { demoId, state } = project
  const scripts = state.getState().files.filter(({ path }) => path.endsWith('.ts'))
  const worker = await (await typeScriptWorker())(...scripts.map(({ path }) => uriOf(demoId, path)))
  // Of our own worker, which Monaco's types do not know.
  const ask: (...args: unknown[]) => Promise<unknown> = Reflect.get(worker, 'getImportEdits')
  return v.parse(editsSchema, await ask({ folder: uriOf(demoId, '').toString(), from, to }))
}
