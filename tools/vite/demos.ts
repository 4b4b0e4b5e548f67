import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import matter from 'gray-matter'
import * as v from 'valibot'
import type { Plugin } from 'vite'
import { compileFile, demoFiles } from './demo-files.ts'

const VIRTUAL = 'virtual:sublet/demos'
const ONE = 'virtual:sublet/demo/'

/** `DemoNetwork` of src/host/types.ts, where each is described. */
const networkSchema = v.pipe(
  v.strictObject({
    download: v.string(),
    without_f16: v.optional(v.string()),
    license: v.string(),
    untested: v.optional(v.boolean(), false),
  }),
  v.transform(({ without_f16: withoutF16, ...rest }) => ({ ...rest, withoutF16 })),
)

/** The front matter of a demo's README, as on Hugging Face Spaces. */
const cardSchema = v.object({
  title: v.string(),
  emoji: v.string(),
  colorFrom: v.string(),
  colorTo: v.string(),
  short_description: v.string(),
  license: v.string(),
  models: v.optional(v.array(v.string()), []),
  network: v.optional(networkSchema),
  tags: v.optional(v.array(v.string()), []),
})

/**
 * Turns folders of demos (README.md with front matter, handler.ts and what it imports) into `virtual:sublet/demos`:
 * the cards at once, each demo's files, as written and compiled, in a chunk of its own.
 *
 * @param roots folders whose sub-folders are demos
 */
export function demos(roots: readonly string[]): Plugin {
  const folders = async (): Promise<string[]> => {
    const found = await Promise.all(
      roots.map(async (root) => (await readdir(root)).sort().map((name) => resolve(root, name))),
    )
    return found.flat().filter((folder) => existsSync(resolve(folder, 'handler.ts')))
  }
  return {
    name: 'sublet:demos',
    resolveId: (id) => (id === VIRTUAL || id.startsWith(ONE) ? `\0${id}` : undefined),
    async load(id) {
      if (id === `\0${VIRTUAL}`) return demosModule(await folders(), (file) => this.addWatchFile(file))
      if (!id.startsWith(`\0${ONE}`)) return undefined
      const folder = id.slice(ONE.length + 1)
      const file = (await folders()).find((candidate) => idOf(candidate) === folder)
      if (file === undefined) return undefined
      const paths = await demoFiles(file)
      for (const path of paths) this.addWatchFile(resolve(file, path))
      const files = await Promise.all(paths.map((path) => compileFile(file, path)))
      return `export const files = ${JSON.stringify(files)}`
    },
  }
}

async function demosModule(folders: readonly string[], watch: (file: string) => void): Promise<string> {
  const cards = await Promise.all(
    folders.map(async (folder) => {
      const readme = resolve(folder, 'README.md')
      watch(readme)
      const { short_description, ...card } = v.parse(cardSchema, matter(await readFile(readme, 'utf8')).data)
      return { id: idOf(folder), shortDescription: short_description, ...card }
    }),
  )
  // What runs without a network comes first.
  const entries = cards
    .sort((a, b) => Number(a.network !== undefined) - Number(b.network !== undefined))
    .map((card) => {
      const load = `async () => (await import(${JSON.stringify(ONE + card.id)})).files`
      return `{ card: ${JSON.stringify(card)}, load: ${load} }`
    })
  return `export const demos = [${entries.join(', ')}]`
}

function idOf(folder: string): string {
  return folder.split(/[\\/]/).at(-1) ?? folder
}
