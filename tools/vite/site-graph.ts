/** Which files of the page's code an exported site needs (docs/export.md). Plain functions over what the bundler tells. */

/** A chunk of the build. */
export interface Part {
  /** In the build's folder. */
  file: string
  isEntry: boolean
  /** The module whose import made a chunk of its own of it; undefined for what several share. */
  facade: string | undefined
  imports: readonly string[]
  dynamicImports: readonly string[]
  /** Style sheets, workers, fonts: what it names and is no chunk. */
  assets: readonly string[]
}

/**
 * - `page`: what shows one demo
 * - `viewer3d`: what only an output of a 3D model needs
 * - `editor`, `demos`: the editor; the demos and templates that ship with the site
 * - `rooms`: all other pages and dialogs
 */
export type PartGroup = 'page' | 'viewer3d' | 'editor' | 'demos' | 'rooms'

const EXPORTED_PAGE = /\/src\/ui\/export\/late\.ts$/
const HOST = /\/src\/(host\/(?!own\/)|staging\/|scheduler\/|protocol\/)/
const EDITOR = /\/src\/editor\//
const DEMOS = /virtual:sublet\/(demos|templates)\//
const VIEWER_3D = /\/src\/ui\/outputs\/model3d\//

/**
 * The group of each chunk and asset. Everything is reached from the entry; of what the first load asks for by need, an
 * exported site only ever takes parts of the host and its own page.
 */
export function groupParts(parts: readonly Part[]): Map<string, PartGroup> {
  const known = new Map(parts.map((part) => [part.file, part]))
  const groups = new Map<string, PartGroup>()

  function mark(group: PartGroup, from: readonly string[], follow: (to: Part, by: Part) => boolean): void {
    const queue = [...from]
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (groups.has(file)) continue
      groups.set(file, group)
      const part = known.get(file)
      if (part === undefined) continue
      queue.push(...part.imports, ...part.assets)
      for (const name of part.dynamicImports) {
        const to = known.get(name)
        if (to !== undefined && follow(to, part)) queue.push(name)
      }
    }
  }

  const first = firstLoad(parts, known)
  const of = (kind: RegExp) => parts.filter(({ facade = '' }) => kind.test(facade)).map(({ file }) => file)
  const entries = parts.filter(({ isEntry }) => isEntry).map(({ file }) => file)
  mark('page', entries, ({ facade = '' }, by) => {
    if (EDITOR.test(facade) || DEMOS.test(facade) || VIEWER_3D.test(facade)) return false
    return !first.has(by.file) || EXPORTED_PAGE.test(facade) || HOST.test(facade)
  })
  mark('viewer3d', of(VIEWER_3D), () => true)
  mark('demos', of(DEMOS), () => true)
  mark('editor', of(EDITOR), () => true)
  for (const { file, assets } of parts) {
    for (const name of [file, ...assets]) if (!groups.has(name)) groups.set(name, 'rooms')
  }
  return groups
}

/** The entry, and all that it imports from the start. */
function firstLoad(parts: readonly Part[], known: ReadonlyMap<string, Part>): Set<string> {
  const first = new Set<string>()
  const queue = parts.filter(({ isEntry }) => isEntry).map(({ file }) => file)
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (first.has(file)) continue
    first.add(file)
    queue.push(...(known.get(file)?.imports ?? []))
  }
  return first
}
