import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { bundleModules } from './modules.ts'

/** What handlers may import and a runner is sent only when one does. */
export interface LibraryBundles {
  names: readonly string[]
  /** ES modules by specifier; those of chunks are private. */
  modules: Record<string, string>
}

/** The shim's (bundles.ts): Transformers.js must see the sessions and tensors that the handler sees. */
const SHIMMED = ['onnxruntime-web', 'onnxruntime-web/webgpu', 'onnxruntime-web/wasm', 'onnxruntime-common']

/** @param root folder of the project */
export async function bundleLibraries(root: string, minify: boolean): Promise<LibraryBundles> {
  const entries = {
    '@huggingface/transformers': resolve(
      root,
      'node_modules/@huggingface/transformers/dist/transformers.web.js',
    ),
    three: resolve(root, 'src/runner/libraries/three.ts'),
    ...(await entriesOf('typegpu', resolve(root, 'node_modules/typegpu'))),
  }
  const modules = await bundleModules(entries, { minify, external: SHIMMED, prefix: 'library-' })
  return { names: Object.keys(entries), modules }
}

const packageSchema = v.object({ exports: v.record(v.string(), v.unknown()) })
const moduleSchema = v.object({ default: v.pipe(v.string(), v.endsWith('.js')) })

/** A package's entries by specifier, as it exports them; less those that it calls internal. */
async function entriesOf(name: string, directory: string): Promise<Record<string, string>> {
  const manifest = v.parse(
    packageSchema,
    JSON.parse(await readFile(resolve(directory, 'package.json'), 'utf8')),
  )
  const entries = Object.entries(manifest.exports).flatMap(([path, target]): [string, string][] => {
    const module = v.safeParse(moduleSchema, target)
    if (!module.success || path.includes('~')) return []
    return [[`${name}${path.slice(1)}`, resolve(directory, module.output.default)]]
  })
  return Object.fromEntries(entries)
}
