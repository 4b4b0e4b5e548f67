/** Past a handler with more files than this, a zip is the better way. */
const RELATIVE = /\b(?:from|import)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]{1,300})\1/g

/**
 * Paths of the files that a source imports by a relative name: `./lib/a` of `handler.ts` is `lib/a.ts`. What leads out of the
 * demo's folder is left out. Read as text: a name in a comment is taken for one, and none that is made up as it runs.
 * @param path of the source itself, from the demo's folder on
 */
export function relativeImports(source: string, path: string): string[] {
  const found = new Set<string>()
  for (const [, , name = ''] of source.matchAll(RELATIVE)) {
    const parts = path.split('/').slice(0, -1)
    let inside = true
    for (const part of name.split('/')) {
      if (part === '..') inside &&= parts.pop() !== undefined
      else if (part !== '.' && part !== '') parts.push(part)
    }
    const whole = parts.join('/')
    if (inside && whole !== '') found.add(/\.(ts|json|wgsl)$/.test(whole) ? whole : `${whole}.ts`)
  }
  return [...found]
}
