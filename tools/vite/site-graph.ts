/** Which files of the page's code an exported site needs (docs/export.md). Plain functions over what the bundler tells. */

/** A chunk of the build. */
export interface Part {
  /** In the build's folder. */
  file: string
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

const PAGE = /\/index\.html$/
const EXPORTED_PAGE = /\/exported\.html$/
const HOST = /\/src\/(host\/(?!own\/)|staging\/|scheduler\/|protocol\/)/
const EDITOR = /\/src\/editor\//
const DEMOS = /virtual:sublet\/(demos|templates)\//
const VIEWER_3D = /\/src\/ui\/outputs\/model3d\//

/**
 * The group of each chunk and asset. What an exported site needs is reached from its page; of what the site's own page loads
 * at once, and shares with it, only the parts of the host that come by need: the others are those of the gallery.
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

  const of = (kind: RegExp) => parts.filter(({ facade = '' }) => kind.test(facade)).map(({ file }) => file)
  const first = atOnce(of(PAGE), known)
  mark('page', of(EXPORTED_PAGE), ({ facade = '' }, by) => {
    if (EDITOR.test(facade) || DEMOS.test(facade) || VIEWER_3D.test(facade)) return false
    return !first.has(by.file) || HOST.test(facade)
  })
  mark('viewer3d', of(VIEWER_3D), () => true)
  mark('demos', of(DEMOS), () => true)
  mark('editor', of(EDITOR), () => true)
  for (const { file, assets } of parts) {
    for (const name of [file, ...assets]) if (!groups.has(name)) groups.set(name, 'rooms')
  }
  return groups
}

/** Chunks, and all that they import from the start. */
function atOnce(files: readonly string[], known: ReadonlyMap<string, Part>): Set<string> {
  const first = new Set<string>()
  const queue = [...files]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (first.has(file)) continue
    first.add(file)
    queue.push(...(known.get(file)?.imports ?? []))
  }
  return first
}
