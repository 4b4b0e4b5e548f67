import { parse } from 'es-module-lexer/minimal'

/** The lexer's code for an import that is a call: `import('x')`. Its range includes the quotes. */
const DYNAMIC = 2
/** The lexer's code for `import.meta`. */
const META = 3
/** The name that stands for `import.meta` in a module that uses it. */
const META_NAME = 'importMeta$sublet'

/**
 * The specifiers that a module imports, each once. One that is computed at run time is not among them: the frame's
 * policy refuses whatever is no blob.
 * @throws Error with line and column when the code is no ES module
 */
export function importsOf(code: string, name: string): string[] {
  const [imports] = parse(code, name)
  return [...new Set(imports.flatMap(({ n: specifier }) => (specifier === undefined ? [] : [specifier])))]
}

/**
 * Replaces each specifier by its URL. No line moves, so that the source map of `code` stays true.
 * @param name what `import.meta.url` says: the URL of a blob would tell an author nothing
 */
export function rewrite(code: string, name: string, urlOf: (specifier: string) => string): string {
  const [imports] = parse(code, name)
  let out = ''
  let at = 0
  for (const { n: specifier, t: type, s: start, e: end, se: over, a: attributes } of imports) {
    if (type === META) {
      out += code.slice(at, start) + META_NAME
      at = end
    } else if (specifier !== undefined) {
      const url = urlOf(specifier)
      out += code.slice(at, start) + (type === DYNAMIC ? JSON.stringify(url) : url)
      at = end
      if (attributes < 0) continue
      // What they ask for, such as `type: 'json'`, has been made a module of JavaScript.
      const rest = type === DYNAMIC ? [end, over - 1] : [end + 1, over]
      out += code.slice(end, rest[0]) + code.slice(...rest).replaceAll(/[^\n]/g, '')
      at = over - (type === DYNAMIC ? 1 : 0)
    }
  }
  out += code.slice(at)
  const usesMeta = imports.some(({ t: type }) => type === META)
  return usesMeta ? `const ${META_NAME} = { url: ${JSON.stringify(name)} }; ${out}` : out
}
