import { type OutputChunk, type Plugin, rolldown } from 'rolldown'

export interface ModulesOptions {
  minify: boolean
  /** Specifiers that stay imports, */
  external: readonly string[]
  /** and what they are called then. */
  paths?: Record<string, string>
  /** Names of chunks begin with this, so that those of two calls are not one. */
  prefix?: string
  plugins?: readonly Plugin[]
}

/**
 * Bundles entries for the runner's linker: ES modules by specifier. The chunks that entries share get private
 * specifiers, and relative imports are keys of the table.
 *
 * @param entries files by specifier
 */
export async function bundleModules(
  entries: Readonly<Record<string, string>>,
  { minify, external, paths = {}, prefix = '', plugins = [] }: ModulesOptions,
): Promise<Record<string, string>> {
  const build = await rolldown({
    input: { ...entries },
    platform: 'browser',
    plugins: [...plugins],
    external: [...external],
    // A path among them is one of `paths`: the name that it gets is no place in the tree.
    makeAbsoluteExternalsRelative: false,
    preserveEntrySignatures: 'strict',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  })
  const { output } = await build.generate({
    format: 'es',
    minify,
    // Nobody bundles it again, so what is pure is of no use to anybody.
    comments: { annotation: !minify, legal: true },
    paths,
    // Flat: a chunk's path beside another is its specifier.
    entryFileNames: ({ name }) => `${name.replaceAll(/[^\w-]+/g, '-')}.js`,
    chunkFileNames: `${prefix}[name]-[hash].js`,
  })
  await build.close()
  const parts = output.filter((part): part is OutputChunk => part.type === 'chunk')
  const shared = new Set(parts.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]))
  const table = parts.flatMap((chunk): [string, string][] => {
    const file = `./${chunk.fileName}`
    const [specifier] = Object.entries(entries).find(([, path]) => path === chunk.facadeModuleId) ?? []
    if (specifier === undefined) return [[file, chunk.code]]
    // Other chunks know an entry by its file.
    return shared.has(chunk.fileName)
      ? [
          [file, chunk.code],
          [specifier, allOf(file, chunk.exports)],
        ]
      : [[specifier, chunk.code]]
  })
  return Object.fromEntries(table)
}

function allOf(specifier: string, exports: readonly string[]): string {
  const byDefault = exports.includes('default') ? `; export { default } from '${specifier}'` : ''
  return `export * from '${specifier}'${byDefault}`
}
