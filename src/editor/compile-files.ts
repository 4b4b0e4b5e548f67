import { type CompileError, compileModel } from './compile'
import { editor, Uri } from './monaco'
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

let folders = 0

/**
 * Compiles the files of a demo's folder as the editor compiles a handler: they know each other's types. JSON and WGSL are
 * their module's default export, as in a bundled demo.
 *
 * @param sources text of `.ts`, `.json` and `.wgsl` files
 */
export async function compileFiles(
  sources: readonly { path: string; source: string }[],
): Promise<CompiledFiles> {
  folders += 1
  // A folder of its own: what is open in an editor has its models, too.
  const folder = `import-${folders}`
  const models: { path: string; model: editor.ITextModel }[] = []
  try {
    for (const { path, source } of sources) {
      const text = typedSource(path, source)
      if (text === undefined) continue
      const uri = Uri.from({
        scheme: 'file',
        path: `/${folder}/${path.endsWith('.json') ? `${path}.ts` : path}`,
      })
      models.push({ path, model: editor.createModel(text, 'typescript', uri) })
    }
    await loadTypes(folder, sources.map(({ source }) => source).join('\n'))
    return await compileAll(sources, new Map(models.map(({ path, model }) => [path, model])))
  } finally {
    for (const { model } of models) model.dispose()
  }
}

/** What TypeScript sees of a file; it looks for `data.json.ts` where `data.json` is imported. */
function typedSource(path: string, source: string): string | undefined {
  if (path.endsWith('.ts')) return source
  return path.endsWith('.json') ? `const value = ${source}\nexport default value` : undefined
}

async function compileAll(
  sources: readonly { path: string; source: string }[],
  models: ReadonlyMap<string, editor.ITextModel>,
): Promise<CompiledFiles> {
  const files: CompiledFile[] = []
  const fatal: FileError[] = []
  const errors: FileError[] = []
  for (const { path, source } of sources) {
    const model = models.get(path)
    if (path.endsWith('.json')) {
      const wrong = jsonError(source)
      if (wrong !== undefined) fatal.push({ path, line: 1, column: 1, message: wrong })
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

function jsonError(source: string): string | undefined {
  try {
    JSON.parse(source)
    return undefined
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}
