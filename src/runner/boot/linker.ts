import { init, parse } from 'es-module-lexer/minimal'
import { SubletError } from '../../protocol/errors'

/** Turns module source into something `import()` takes. In a runner that is a `blob:` URL. */
export type MakeUrl = (code: string) => string

export interface Linker {
  /**
   * Gives the module at `specifier` a URL, and every module that it reaches one before it.
   * @throws SubletError `CompileFailed` when one of them is not there.
   */
  url(specifier: string): string
  /** The same for a module that is not in the table, such as a handler. It sees public specifiers only. */
  urlOf(code: string, name: string): string
}

/**
 * Workers have no import maps, so bare specifiers are rewritten to URLs (DESIGN 2). Owns the table of
 * modules; knows nothing of what they do. Modules are linked when something first imports them.
 *
 * @param modules ES module source by specifier. A specifier that starts with `#` or `./` is private: a
 * handler cannot import it.
 */
export async function createLinker(
  modules: Readonly<Record<string, string>>,
  makeUrl: MakeUrl,
): Promise<Linker> {
  await init()
  const urls = new Map<string, string>()
  const linking = new Set<string>()

  function url(specifier: string): string {
    const known = urls.get(specifier)
    if (known !== undefined) return known
    const code = modules[specifier]
    if (code === undefined) throw new SubletError('CompileFailed', `There is no module '${specifier}'.`)
    // Our bundler emits no cycles between chunks; a cycle here would never end.
    if (linking.has(specifier)) throw new SubletError('CompileFailed', `'${specifier}' imports itself.`)
    linking.add(specifier)
    const made = makeUrl(rewrite(code, url))
    linking.delete(specifier)
    urls.set(specifier, made)
    return made
  }

  function publicUrl(specifier: string): string {
    if (isPublic(specifier) && specifier in modules) return url(specifier)
    const available = Object.keys(modules).filter(isPublic).sort().join(', ')
    throw new SubletError(
      'CompileFailed',
      `'${specifier}' cannot be imported here. Available: ${available}.`,
      {
        wayOut: 'Import one of the available packages, or put the code into the handler.',
      },
    )
  }

  return {
    url,
    urlOf: (code, name) => makeUrl(`${rewrite(code, publicUrl)}\n//# sourceURL=${name}`),
  }
}

function isPublic(specifier: string): boolean {
  return !specifier.startsWith('#') && !specifier.startsWith('./')
}

/** The lexer's code for an import that is a call: `import('x')`. Its range includes the quotes. */
const DYNAMIC = 2

function rewrite(code: string, resolve: (specifier: string) => string): string {
  const [imports] = parse(code)
  let out = ''
  let at = 0
  for (const { n: specifier, t: type, s: start, e: end } of imports) {
    // `import.meta`, or a specifier computed at run time: the policy refuses whatever is no blob.
    if (specifier === undefined) continue
    const url = resolve(specifier)
    out += code.slice(at, start) + (type === DYNAMIC ? JSON.stringify(url) : url)
    at = end
  }
  return out + code.slice(at)
}
