import { init } from 'es-module-lexer/minimal'
import { importsOf, rewrite } from './rewrite'

/** Turns module source into something `import()` takes. In a runner that is a `blob:` URL. */
export type MakeUrl = (code: string) => string

export interface Linker {
  /** What a handler may import and is not here yet: it is added when one does. */
  readonly libraries: readonly string[]
  /** The specifiers that a handler may import as it is. */
  available(): string[]
  /** Adds modules to the table; one that is there stays. */
  add(modules: Readonly<Record<string, string>>): void
  /** Gives the module at `specifier` a URL, and every module that it reaches one before it. */
  url(specifier: string): string
  /**
   * The same for a module that is not in the table, such as a file of a demo.
   * @param name what stacks show
   * @param resolve gives the URL of each of its imports
   */
  urlOf(code: string, name: string, resolve: (specifier: string) => string): string
  /** @throws Error with `name`, line and column when the code is no ES module */
  importsOf(code: string, name: string): string[]
  /** Puts names for the URLs that it made: browsers that ignore `sourceURL` show those in stacks. */
  named(text: string): string
}

const BLOB_URL = /blob:[^\s'"()]+?\/[\da-f]{8}(?:-[\da-f]{4,12}){4}/g
const SOURCE_MAP_COMMENT = /^\/\/# source(?:MappingURL|URL)=.*$/gm

/**
 * Workers have no import maps, so bare specifiers are rewritten to URLs (DESIGN 2). Owns the table of modules; knows
 * nothing of what they do. Modules are linked when something first imports them.
 *
 * @param modules ES module source by specifier. A specifier that starts with `#` or `./` is private: a handler
 * cannot import it.
 */
export async function createLinker(
  modules: Readonly<Record<string, string>>,
  libraries: readonly string[],
  makeUrl: MakeUrl,
): Promise<Linker> {
  await init()
  const table = new Map(Object.entries(modules))
  const urls = new Map<string, string>()
  const names = new Map<string, string>()
  const linking = new Set<string>()

  function url(specifier: string): string {
    const known = urls.get(specifier)
    if (known !== undefined) return known
    const code = table.get(specifier)
    if (code === undefined) throw new Error(`There is no module '${specifier}'.`)
    // Our bundler emits no cycles between chunks; a cycle here would never end.
    if (linking.has(specifier)) throw new Error(`'${specifier}' imports itself.`)
    linking.add(specifier)
    const made = makeUrl(rewrite(code, specifier, url))
    linking.delete(specifier)
    urls.set(specifier, made)
    names.set(made, isPublic(specifier) ? specifier : `internal:${specifier}`)
    return made
  }

  return {
    libraries: libraries.filter(isPublic),
    available: () => [...table.keys()].filter(isPublic),
    add(more) {
      for (const [specifier, code] of Object.entries(more)) {
        if (!table.has(specifier)) table.set(specifier, code)
      }
    },
    url,
    urlOf(code, name, resolve) {
      const linked = rewrite(code, name, resolve).replaceAll(SOURCE_MAP_COMMENT, '')
      const made = makeUrl(`${linked}\n//# sourceURL=${name}`)
      names.set(made, name)
      return made
    },
    importsOf,
    named: (text) => text.replaceAll(BLOB_URL, (blob) => names.get(blob) ?? blob),
  }
}

function isPublic(specifier: string): boolean {
  return !specifier.startsWith('#') && !specifier.startsWith('./')
}
