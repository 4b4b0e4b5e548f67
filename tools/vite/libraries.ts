import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plugin } from 'rolldown'
import * as v from 'valibot'
import { bundleModules } from './modules.ts'

/** What handlers may import and a runner is sent only when one does. */
export interface LibraryBundles {
  names: readonly string[]
  /** ES modules by specifier; those of chunks are private. */
  modules: Record<string, string>
}

/** Modules of runners that a library needs and no handler may import: what `#` keeps them from (bundles.ts). */
export const TRANSFORMERS_ORT = '#transformers/onnxruntime'
export const TRANSFORMERS_REALM = '#transformers/realm'

/** @param root folder of the project */
export async function bundleLibraries(
  root: string,
  minify: boolean,
  plugins: readonly Plugin[] = [],
): Promise<LibraryBundles> {
  const entries = {
    '@huggingface/transformers': resolve(root, 'src/runner/transformers/transformers.ts'),
    three: resolve(root, 'src/runner/libraries/three.ts'),
    ...(await entriesOf('typegpu', resolve(root, 'node_modules/typegpu'))),
  }
  // Transformers.js must see the sessions and tensors that the handler sees, and the realm of its runner.
  const paths = {
    'onnxruntime-web/webgpu': TRANSFORMERS_ORT,
    'onnxruntime-common': TRANSFORMERS_ORT,
    [resolve(root, 'src/runner/transformers/realm.ts')]: TRANSFORMERS_REALM,
  }
  const modules = await bundleModules(entries, {
    minify,
    external: Object.keys(paths),
    paths,
    prefix: 'library-',
    plugins,
  })
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
