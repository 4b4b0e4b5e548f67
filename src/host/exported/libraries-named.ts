import type { DemoFile } from '../demo-files'
import type { LibraryIndex } from '../runner-files'

/** What every demo needs: the SDK, and what loads a handler. */
const ALWAYS = ['sublet', '#load']

/**
 * The libraries that a demo's files may import: all of them, where an import is put together as the handler runs.
 * @param names that handlers can import
 */
export function librariesNamed(files: readonly Pick<DemoFile, 'code'>[], names: readonly string[]): string[] {
  const code = files.map((file) => file.code).join('\n')
  // Type-only imports are gone from it. A comment that names a library costs its bytes, and no more.
  const computed = /\bimport\s*\(\s*[^\s"'`]/.test(code) || /\bimport\s*\(\s*`[^`]*\$\{/.test(code)
  const quoted = (name: string) => ['"', "'", '`'].some((quote) => code.includes(`${quote}${name}${quote}`))
  return names.filter((name) => ALWAYS.includes(name) || computed || quoted(name))
}

/** Specifiers of all modules that these need. */
export function modulesOf(libraries: readonly string[], { needs }: LibraryIndex): Set<string> {
  return new Set(libraries.flatMap((library) => needs[library] ?? []))
}
