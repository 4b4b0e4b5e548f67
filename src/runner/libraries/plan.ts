import { SubletError } from '../../protocol/errors'
import { resolveFile } from './resolve-file'

/** The compiled files of a demo, as the host hands them over. */
export interface DemoCode {
  /** Before the path of each file, in stacks. */
  base: string
  entry: string
  files: Readonly<Record<string, string>>
}

/** What the imports of a demo's files come to. */
export interface Plan {
  /** The files that the entry reaches, each after those that it imports. */
  files: readonly string[]
  /** The packages that they import. */
  packages: readonly string[]
}

/**
 * Walks a demo's imports from its entry.
 * @param importsOf the specifiers in a file's code; throws when it does not parse
 * @param available packages that can be had
 * @throws SubletError `CompileFailed`, which lists all that cannot be imported, or names the circle of files
 */
export function planImports(
  demo: DemoCode,
  importsOf: (code: string, name: string) => readonly string[],
  available: readonly string[],
): Plan {
  const { base, entry, files } = demo
  const done = new Set<string>()
  const packages = new Set<string>()
  const refused: string[] = []

  /** @param way the files that lead here, from the entry on */
  function visit(path: string, way: readonly string[]): void {
    if (done.has(path)) return
    // A module's URL is made of its code, and the code of a circle would have to hold its own URL.
    if (way.includes(path)) throw circle([...way.slice(way.indexOf(path)), path])
    for (const specifier of importsIn(path)) {
      if (!isRelative(specifier)) {
        if (available.includes(specifier)) packages.add(specifier)
        else refused.push(`'${specifier}' (${path})`)
        continue
      }
      const file = resolveFile(specifier, path, files)
      if (file === undefined) refused.push(`'${specifier}' (${path})`)
      else visit(file, [...way, path])
    }
    done.add(path)
  }

  function importsIn(path: string): readonly string[] {
    try {
      return importsOf(files[path] ?? '', `${base}${path}`)
    } catch (error) {
      throw new SubletError('CompileFailed', `${path} is no ES module: ${messageOf(error)}`, { cause: error })
    }
  }

  if (!Object.hasOwn(files, entry)) throw new SubletError('CompileFailed', `The demo has no ${entry}.`)
  visit(entry, [])
  if (refused.length > 0) throw notAvailable(refused, available, Object.keys(files))
  return { files: [...done], packages: [...packages] }
}

/** What is neither a package nor a path is a URL, and no package is called like one. */
export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(\/|$)/.test(specifier)
}

function notAvailable(
  refused: readonly string[],
  available: readonly string[],
  files: readonly string[],
): SubletError {
  const packages = available.toSorted().join(', ')
  return new SubletError(
    'CompileFailed',
    `Cannot be imported here: ${refused.join(', ')}. Available: ${packages}; files of the demo: ${files.join(', ')}.`,
    { wayOut: 'Import one of the available packages, or put the code into a file of the demo.' },
  )
}

function circle(files: readonly string[]): SubletError {
  return new SubletError('CompileFailed', `Files import each other in a circle: ${files.join(' → ')}.`, {
    wayOut: 'Move what they share into a file that imports neither.',
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
