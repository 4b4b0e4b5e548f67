import { type CompileError, compileModel } from './compile'
import { jsonErrors } from './json-errors'
import { editor } from './monaco'
import type { SourceFile } from './project'
import type { OpenProject } from './project/create-project'
import { uriOf } from './project/file-model'
import { typedJson } from './project/typed-json'
import { loadTypes } from './types'

/** `DemoFile` of src/host/types.ts. */
export interface CompiledFile {
  path: string
  source: string
  code: string
  map: string
}

export interface FileError extends CompileError {
  path: string
}

export interface CompiledFiles {
  files: readonly CompiledFile[]
  /** What is no TypeScript, or no JSON, at all: `files` cannot run. */
  fatal: readonly FileError[]
  /** Type errors: it may run. */
  errors: readonly FileError[]
}

export interface CompiledProject extends CompiledFiles {
  /** What cannot be imported, such as the README. `DemoText` of src/host/types.ts. */
  texts: readonly { path: string; text: string }[]
}

/** Compiles what is open in an editor; undefined: it was closed meanwhile. */
export async function compileProject(project: OpenProject): Promise<CompiledProject | undefined> {
  const { files } = project.state.getState()
  const texts = files.filter(isText).map(({ path, source }) => ({ path, text: source }))
  const sources = files.filter((file) => !isText(file))
  await loadTypes(sources.map(({ source }) => source))
  const compiled = await compileAll(sources, project.model).catch((thrown: unknown) => {
    // Its models went while the compiler looked for them.
    if (isAsItWas(project, files)) throw thrown
    return undefined
  })
  // What was typed meanwhile is another text: it is the one that is to run.
  if (!isAsItWas(project, files)) return project.closed ? undefined : compileProject(project)
  return compiled && { ...compiled, texts }
}

function isAsItWas({ closed, state }: OpenProject, files: readonly SourceFile[]): boolean {
  return !closed && state.getState().files === files
}

function isText({ path }: SourceFile): boolean {
  return path.endsWith('.md')
}

let folders = 0

/**
 * Compiles the files of a demo's folder as the editor compiles a handler: they know each other's types. JSON and WGSL are
 * their module's default export, as in a bundled demo.
 *
 * @param sources text of `.ts`, `.json` and `.wgsl` files
 */
export async function compileFiles(sources: readonly SourceFile[]): Promise<CompiledFiles> {
  folders += 1
  // A folder of its own: what is open in an editor has its models, too.
  const folder = `import-${folders}`
  const models = new Map<string, editor.ITextModel>()
  try {
    for (const { path, source } of sources) {
      if (path.endsWith('.ts'))
        models.set(path, editor.createModel(source, 'typescript', uriOf(folder, path)))
      else if (path.endsWith('.json'))
        models.set(path, editor.createModel(typedJson(source), 'typescript', uriOf(folder, `${path}.ts`)))
    }
    await loadTypes(sources.map(({ source }) => source))
    return await compileAll(sources, (path) => models.get(path))
  } finally {
    for (const model of models.values()) model.dispose()
  }
}

async function compileAll(
  sources: readonly SourceFile[],
  modelOf: (path: string) => editor.ITextModel | undefined,
): Promise<CompiledFiles> {
  const files: CompiledFile[] = []
  const fatal: FileError[] = []
  const errors: FileError[] = []
  for (const { path, source } of sources) {
    const model = path.endsWith('.ts') ? modelOf(path) : undefined
    if (path.endsWith('.json')) {
      const wrong = await jsonErrors(source, modelOf(path))
      fatal.push(...wrong.map((error) => ({ path, ...error })))
      files.push({ path, source, code: `export default ${source.trim()}`, map: '' })
    } else if (model === undefined) {
      files.push({ path, source, code: `export default ${JSON.stringify(source)}`, map: '' })
    } else {
      const { syntactic, semantic, code, map } = await compileModel(model)
      fatal.push(...syntactic.map((error) => ({ path, ...error })))
      errors.push(...semantic.map((error) => ({ path, ...error })))
      files.push({ path, source, code, map })
    }
  }
  return { files, fatal, errors }
}
