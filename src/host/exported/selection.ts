import type { DemoFile } from '../demo-files'
import type { LibraryIndex } from '../runner-files'
import { librariesNamed, modulesOf } from './libraries-named'
import type { SiteFile } from './manifest'

export type Kind = 'page' | 'viewer3d' | 'runner' | 'engine' | 'libraries'

/** Files of this site that go together. */
export interface Part {
  kind: Kind
  /** What is in it by name, for people: libraries. */
  names: readonly string[]
  files: readonly SiteFile[]
}

export interface LibraryFiles {
  /** What handlers can import. */
  names: readonly string[]
  /** The path of `index`. */
  path: string
  index: LibraryIndex
  /** ONNX Runtime's specifier there: its files are those of the group `engine`. */
  engine: string
}

/** What of this site runs a demo: all that every demo needs, and of libraries and viewers what its code names. */
export function selectParts(
  files: readonly SiteFile[],
  demo: readonly Pick<DemoFile, 'code'>[],
  { names, path, index, engine }: LibraryFiles,
): Part[] {
  const libraries = librariesNamed(demo, names)
  const modules = modulesOf(libraries, index)
  const paths = new Set([path, ...[...modules].map((specifier) => index.files[specifier])])
  const of = (group: SiteFile['group']) => files.filter((file) => file.group === group)
  const parts: Part[] = [
    { kind: 'page', names: [], files: [...of('page'), ...of('icons')] },
    { kind: 'runner', names: [], files: of('runner') },
    {
      kind: 'libraries',
      names: packagesOf(libraries),
      files: of('libraries').filter((file) => paths.has(file.path)),
    },
  ]
  // Its two builds: which of them it is depends on the visitor's browser.
  if (modules.has(engine)) parts.push({ kind: 'engine', names: [], files: of('engine') })
  if (demo.some(({ code }) => code.includes('Model3D')))
    parts.push({ kind: 'viewer3d', names: [], files: of('viewer3d') })
  return parts
}

/** Less what is loaded besides, and a package once for all of its entries. */
function packagesOf(libraries: readonly string[]): string[] {
  const names = libraries
    .filter((name) => !name.startsWith('#') && name !== 'sublet')
    .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
  return [...new Set(names)]
}
