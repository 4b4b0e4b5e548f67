/** Which names a file of a demo may have. As src/host/own/sort-out.ts takes them, which this room does not know. */

/** The file whose default export is the Interface. */
export const HANDLER = 'handler.ts'
export const README = 'README.md'

const LONGEST = 200

/**
 * What is wrong with a new name, in one sentence.
 * @param taken paths of the other files
 */
export function wrongName(path: string, taken: readonly string[]): string | undefined {
  if (path.trim() === '') return 'A file needs a name.'
  if (path.length > LONGEST) return `A name has at most ${LONGEST} characters.`
  const parts = path.split('/')
  if (parts.some((part) => part === '')) return 'Between two slashes there must be a name.'
  if (!parts.every((part) => /^[\w-][\w.-]*$/.test(part)))
    return 'Letters, digits, “_”, “-” and “.” make a name; “/” puts a file in a folder.'
  if (parts.includes('node_modules')) return 'Packages come with the site: import them by their names.'
  if (/\.d\.ts$/.test(path))
    return 'Types of packages come with the site; those of your own can stand in any .ts file.'
  if (/\.test\.ts$/.test(path)) return 'A demo has no tests.'
  if (!/[^/.]\.(ts|json|wgsl|md)$/.test(path)) return 'A demo has .ts, .json, .wgsl and .md files.'
  return takenBy(path, taken)
}

function takenBy(path: string, taken: readonly string[]): string | undefined {
  // Case does not tell files apart on every system; and `data.json` is typed as `data.json.ts`.
  const typed = (name: string) => name.toLowerCase().replace(/\.json\.ts$/, '.json')
  const same = taken.find((other) => typed(other) === typed(path))
  return same === undefined ? undefined : `There is ${same === path ? 'a' : 'the'} file ${same} already.`
}

/** The order of the tabs: the handler first, the README last, the others by name. */
export function compareNames(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b))
}

function rank(path: string): number {
  return path === HANDLER ? 0 : path === README ? 2 : 1
}

/** Monaco's name for what a file is written in. */
export function languageOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1)
  return LANGUAGES.get(ending) ?? 'plaintext'
}

const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['ts', 'typescript'],
  ['json', 'json'],
  ['wgsl', 'wgsl'],
  ['md', 'markdown'],
])
