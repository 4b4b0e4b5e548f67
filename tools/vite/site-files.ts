import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, relative, resolve, sep } from 'node:path'
import type { Plugin, ResolvedConfig, Rolldown } from 'vite'
import { policyOf } from './csp.ts'
import { groupParts, type Part, type PartGroup } from './site-graph.ts'

/** By a name that stays: src/host/exported/manifest.ts reads it. */
const MANIFEST = 'site-files.json'
const PAGE = 'exported.html'

/**
 * Those of the page's code, and:
 * - `runner`: what handlers run in, with the scheduler and staging
 * - `engine`: ONNX Runtime
 * - `libraries`: what handlers can import, and the list of it
 * - `models`: by name, `models/NAME/...`
 * - `icons`, `offline`: of the installed page
 * - `licences`: those of all that is in it
 */
export type SiteGroup =
  | PartGroup
  | 'runner'
  | 'engine'
  | 'libraries'
  | 'models'
  | 'icons'
  | 'offline'
  | 'licences'

interface SiteFile {
  path: string
  bytes: number
  group: SiteGroup
}

/**
 * Writes what the built site is made of, so that a page can put a site of its own together from these files: each file with
 * its bytes and what it is for, and the page of an exported site as it is for another host.
 * @param sandboxOrigins those of this host, which an exported site has not
 */
export function siteFiles(sandboxOrigins: readonly string[]): Plugin {
  let config: ResolvedConfig
  /** Undefined: it failed, or it is the page of a test or a benchmark, and no site. */
  let groups: ReadonlyMap<string, PartGroup> | undefined
  return {
    name: 'sublet:site-files',
    apply: 'build',
    // A test or a benchmark names a page of its own.
    config: ({ build }) =>
      build?.rolldownOptions?.input === undefined
        ? { build: { rolldownOptions: { input: ['index.html', PAGE] } } }
        : undefined,
    configResolved(resolved) {
      config = resolved
    },
    writeBundle(_, bundle) {
      groups = PAGE in bundle ? groupParts(partsOf(bundle)) : undefined
    },
    // All other files have been written by now, but for the service worker, which no other site can use.
    async closeBundle() {
      if (groups === undefined) return
      const out = resolve(config.root, config.build.outDir)
      const files = await listFiles(out, groups)
      const page = await readFile(resolve(out, PAGE), 'utf8')
      await rm(resolve(out, PAGE))
      const manifest = { page: withoutOrigins(page, sandboxOrigins), files }
      await writeFile(resolve(out, MANIFEST), JSON.stringify(manifest))
    },
  }
}

function partsOf(bundle: Rolldown.OutputBundle): Part[] {
  const outputs = Object.values(bundle)
  const assets = outputs
    .filter(({ type, fileName }) => type === 'asset' && fileName.startsWith('assets/'))
    .map(({ fileName }) => fileName)
  // What is imported as an address, a worker for one, is only named.
  const others = assets.filter((file) => !file.endsWith('.css'))
  return outputs.flatMap((output): Part[] => {
    if (output.type !== 'chunk') return []
    const named = others.filter((file) => output.code.includes(basename(file)))
    return [
      {
        file: output.fileName,
        facade: output.facadeModuleId ?? undefined,
        imports: output.imports,
        dynamicImports: output.dynamicImports,
        assets: [...(output.viteMetadata?.importedCss ?? []), ...named],
      },
    ]
  })
}

async function listFiles(out: string, groups: ReadonlyMap<string, PartGroup>): Promise<SiteFile[]> {
  const found = await readdir(out, { recursive: true, withFileTypes: true })
  const paths = found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(out, resolve(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
  const files = paths.flatMap((path): { path: string; group: SiteGroup }[] => {
    const group = groups.get(path) ?? groupOf(path)
    return group === undefined ? [] : [{ path, group }]
  })
  return Promise.all(
    files.map(async (file) => ({ ...file, bytes: (await stat(resolve(out, file.path))).size })),
  )
}

/** Undefined for what is no file of the site, or in the list by its content. */
export function groupOf(path: string): SiteGroup | undefined {
  const [folder = '', name = '', ...rest] = path.split('/')
  if (folder === 'runtime') return name.startsWith('ort') ? 'engine' : 'runner'
  if (folder === 'libraries' || folder === 'icons') return folder
  // One that lies in the folder itself is about all of them.
  if (folder === 'models') return rest.length > 0 ? 'models' : undefined
  // A worker's own parts: the editor has some.
  if (folder === 'assets') return 'rooms'
  if (/^(sandbox\.html|scheduler\.js|staging\.js)$/.test(path)) return 'runner'
  if (path === 'licenses.txt') return 'licences'
  return /^service-worker\.js|\.webmanifest$/.test(path) ? 'offline' : undefined
}

/** The policy of a page whose frame is on its own origin. @throws Error where the page has not the policy of csp.ts */
export function withoutOrigins(page: string, sandboxOrigins: readonly string[]): string {
  const [before, after] = [policyOf(sandboxOrigins), policyOf([])].map((policy) =>
    policy.replaceAll("'", '&#39;'),
  )
  if (before === undefined || after === undefined || !page.includes(before))
    throw new Error('exported.html: its policy is not where it was (tools/vite/site-files.ts)')
  return page.replace(before, () => after)
}
