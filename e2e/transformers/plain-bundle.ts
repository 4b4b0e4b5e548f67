import { resolve } from 'node:path'
import { rolldown } from 'rolldown'

/**
 * Handlers as a page without Sublet has them: with the published Transformers.js and ONNX Runtime Web, and `sublet` as
 * the package that does nothing. They share one copy of the library, which the page has set up before.
 *
 * @param entries modules by name
 * @returns ES modules by file name, `name.mjs` for an entry
 */
export async function bundlePlain(
  entries: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const build = await rolldown({
    input: { ...entries },
    platform: 'browser',
    resolve: { alias: { sublet: resolve('src/sdk/index.ts') } },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    preserveEntrySignatures: 'strict',
    // Of ONNX Runtime's own bundle.
    checks: { pluginTimings: false },
  })
  const { output } = await build.generate({
    format: 'es',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunk-[name]-[hash].mjs',
  })
  await build.close()
  const chunks = output.filter((part) => part.type === 'chunk')
  return Object.fromEntries(chunks.map(({ fileName, code }) => [fileName, code]))
}
