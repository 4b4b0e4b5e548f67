import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import matter from 'gray-matter'
import * as v from 'valibot'
import type { Plugin } from 'vite'
import { cardOf, frontMatterSchema, type KeptCard } from '../../src/protocol/card.ts'
import { compileFile, demoFiles } from './demo-files.ts'

const DEMOS = 'virtual:sublet/demos'
const TEMPLATES = 'virtual:sublet/templates'
const README = 'README.md'

/** A virtual module that lists folders; the files of each come as a module of their own. */
interface List {
  /** The module, and before a name the module of that folder's files. */
  id: string
  export: string
  roots: readonly string[]
  /** What an entry has beside its card, as the text of properties. @param module with its files */
  entry(module: string, readme: string): string
  sort?(a: Folder, b: Folder): number
}

interface Folder {
  card: KeptCard & { id: string }
  readme: string
}

/**
 * Turns folders of demos (README.md with front matter, handler.ts and what it imports) into `virtual:sublet/demos`:
 * the cards at once, each demo's files, as written and compiled, and its README in a chunk of its own. What a visitor's own demo can
 * begin from is listed in the same way by `virtual:sublet/templates`.
 *
 * @param roots folders whose sub-folders are demos
 * @param templates the folder whose sub-folders are templates
 */
export function demos(roots: readonly string[], templates = 'src/demos/templates'): Plugin {
  const lists: List[] = [
    {
      id: DEMOS,
      export: 'demos',
      roots,
      entry: (module) => `load: () => import(${JSON.stringify(module)})`,
      // What runs without a network comes first.
      sort: (a, b) => Number(a.card.network !== undefined) - Number(b.card.network !== undefined),
    },
    {
      id: TEMPLATES,
      export: 'templates',
      roots: [templates],
      entry: (module, readme) =>
        `readme: ${JSON.stringify(readme)}, load: async () => (await import(${JSON.stringify(module)})).files`,
    },
  ]
  const listOf = (id: string) => lists.find((list) => id === list.id || id.startsWith(`${list.id}/`))
  return {
    name: 'sublet:demos',
    resolveId: (id) => (listOf(id) === undefined ? undefined : `\0${id}`),
    async load(id) {
      const list = id.startsWith('\0') ? listOf(id.slice(1)) : undefined
      if (list === undefined) return undefined
      const folders = await foldersIn(list.roots)
      if (id === `\0${list.id}`) return listModule(list, folders, (file) => this.addWatchFile(file))
      const folder = folders.find((candidate) => id === `\0${list.id}/${idOf(candidate)}`)
      if (folder === undefined) return undefined
      const paths = await demoFiles(folder)
      for (const path of [...paths, README]) this.addWatchFile(resolve(folder, path))
      const files = await Promise.all(paths.map((path) => compileFile(folder, path)))
      const texts = [{ path: README, text: await readFile(resolve(folder, README), 'utf8') }]
      return `export const files = ${JSON.stringify(files)}\nexport const texts = ${JSON.stringify(texts)}`
    },
  }
}

async function foldersIn(roots: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    roots.map(async (root) => (await readdir(root)).sort().map((name) => resolve(root, name))),
  )
  return found.flat().filter((folder) => existsSync(resolve(folder, 'handler.ts')))
}

async function listModule(
  list: List,
  paths: readonly string[],
  watch: (file: string) => void,
): Promise<string> {
  const folders = await Promise.all(
    paths.map(async (folder): Promise<Folder> => {
      const file = resolve(folder, README)
      watch(file)
      const readme = await readFile(file, 'utf8')
      return {
        card: { id: idOf(folder), ...cardOf(v.parse(frontMatterSchema, matter(readme).data)) },
        readme,
      }
    }),
  )
  const sorted = list.sort === undefined ? folders : folders.sort(list.sort)
  const entries = sorted.map(
    ({ card, readme }) => `{ card: ${JSON.stringify(card)}, ${list.entry(`${list.id}/${card.id}`, readme)} }`,
  )
  return `export const ${list.export} = [${entries.join(', ')}]`
}

function idOf(folder: string): string {
  return folder.split(/[\\/]/).at(-1) ?? folder
}
