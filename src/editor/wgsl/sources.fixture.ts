import ts from 'typescript'
import { findWgsl, type Wgsl } from './find-wgsl'
import { type Shader, textOf } from './shader'
import { type Sources, sourcesOf } from './sources'

const FOLDER = 'file:///demo/'
export const HANDLER = `${FOLDER}handler.ts`

const GLOBALS = `
declare module '*.wgsl' { const text: string; export default text }
declare module 'package' { export const take: any }
declare const device: any`

/** The files of a demo as the worker has them: each other's types, and no library's. */
export function sourcesIn(files: Record<string, string>, open = Object.keys(files)): Sources {
  const scripts = new Map([['file:///globals.d.ts', GLOBALS]])
  const shaders: [string, string][] = []
  for (const [path, text] of Object.entries(files)) {
    if (path.endsWith('.wgsl')) shaders.push([FOLDER + path, text])
    else scripts.set(FOLDER + path, text)
  }
  const program = ts.createProgram({
    rootNames: [...scripts.keys()],
    options: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      noLib: true,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
    host: {
      getSourceFile(name, version) {
        const text = scripts.get(name)
        return text === undefined ? undefined : ts.createSourceFile(name, text, version, true)
      },
      fileExists: (name) => scripts.has(name),
      readFile: (name) => scripts.get(name),
      getDefaultLibFileName: () => '',
      writeFile: () => undefined,
      getCurrentDirectory: () => FOLDER,
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
    },
  })
  return sourcesOf(ts, program, { folder: FOLDER, open: open.map((path) => FOLDER + path), shaders })
}

/** What is found in a demo of one file, or of several. */
export function found(files: string | Record<string, string>): Wgsl {
  return findWgsl(sourcesIn(typeof files === 'string' ? { 'handler.ts': files } : files))
}

export function texts(shaders: readonly Shader[]): string[] {
  return shaders.map(textOf)
}
