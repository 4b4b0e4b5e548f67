import { readdir, readFile } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import ts from 'typescript'

/** `DemoFile` of src/host/types.ts. */
interface DemoFile {
  path: string
  source: string
  code: string
  map: string
}

const KINDS = /(?<!\.d|\.test)\.(ts|json|wgsl)$/

/** The files of a demo that can be imported, by their paths in its folder; `handler.ts` comes first. */
export async function demoFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile() && KINDS.test(entry.name))
    .map((entry) => relative(folder, resolve(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort((a, b) => Number(b === 'handler.ts') - Number(a === 'handler.ts') || (a < b ? -1 : 1))
}

/** Makes a module of JavaScript of a demo's file. JSON and WGSL are the module's default export. */
export async function compileFile(folder: string, path: string): Promise<DemoFile> {
  const source = await readFile(resolve(folder, path), 'utf8')
  if (path.endsWith('.json')) return { path, source, code: `export default ${source.trim()}`, map: '' }
  if (path.endsWith('.wgsl'))
    return { path, source, code: `export default ${JSON.stringify(source)}`, map: '' }
  return { path, source, ...compileTypeScript(source, path) }
}

/** The same compiler and options as the editor's, so that an unedited handler runs as its edited self would. */
export function compileTypeScript(source: string, path: string): { code: string; map: string } {
  const { outputText: code, sourceMapText: map = '' } = ts.transpileModule(source, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: false,
      sourceMap: true,
    },
  })
  return { code, map }
}
