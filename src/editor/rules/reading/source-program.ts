import type ts from 'typescript'
import type { Code } from './code'

/**
 * The TypeScript files of a demo, parsed and bound: names are known, types are not. Nothing outside of them is looked up, so it is
 * quick, and needs none of the editor's types.
 */
export function sourceProgram(
  typescript: typeof ts,
  sources: readonly { path: string; source: string }[],
): { path: string; code: Code }[] {
  const files = new Map(
    sources
      .filter(({ path }) => path.endsWith('.ts'))
      .map(({ path, source }) => [
        `/${path}`,
        typescript.createSourceFile(`/${path}`, source, typescript.ScriptTarget.ESNext, true),
      ]),
  )
  const program = typescript.createProgram({
    rootNames: [...files.keys()],
    options: { noLib: true, noResolve: true, types: [], target: typescript.ScriptTarget.ESNext },
    host: {
      getSourceFile: (name) => files.get(name),
      getDefaultLibFileName: () => '',
      writeFile: () => undefined,
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      fileExists: (name) => files.has(name),
      readFile: () => undefined,
    },
  })
  const checker = program.getTypeChecker()
  return [...files].map(([name, file]) => ({ path: name.slice(1), code: { ts: typescript, file, checker } }))
}
