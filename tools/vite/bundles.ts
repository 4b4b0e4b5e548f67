import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, rolldown } from 'rolldown'
import { bundleLibraries, TRANSFORMERS_ORT, TRANSFORMERS_REALM } from './libraries.ts'
import { bundleModules } from './modules.ts'
import { reach } from './reach.ts'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const source = (path: string): string => resolve(ROOT, 'src', path)

/** The specifier under which the shim finds the real ONNX Runtime; `#` keeps it from handlers. */
export const REAL_ORT = '#onnxruntime-web'

export interface Bundles {
  /** The script of a runner's `data:` URL. */
  boot: string
  /** The script inside `sandbox.html`. */
  frame: string
  /** The two SharedWorkers: classic scripts, so that every browser with SharedWorker takes them. */
  scheduler: string
  staging: string
  /** ES modules that every runner boots with, by specifier. */
  modules: Record<string, string>
  libraries: Libraries
}

/** What a runner is sent when it asks: what handlers may import, and what is needed to load one. */
export interface Libraries {
  /** ES modules by specifier, less ONNX Runtime itself, which is a file of its package. */
  modules: Record<string, string>
  /** For each library, the specifiers of all modules that it needs and no runner boots with, itself among them. */
  needs: Record<string, string[]>
}

/**
 * Bundles everything that does not run in the page itself. The page never imports any of it, so Vite does
 * not see it; dev server and build both call this.
 * @param plugins of each bundler
 */
export async function bundle(minify: boolean, plugins: readonly Plugin[] = []): Promise<Bundles> {
  const [boot, frame, scheduler, staging, modules] = await Promise.all([
    script(source('runner/boot/boot.ts'), 'es', minify, plugins),
    script(source('runner/frame.ts'), 'es', minify, plugins),
    script(source('scheduler/worker.ts'), 'iife', minify, plugins),
    script(source('staging/worker.ts'), 'iife', minify, plugins),
    runnerModules(minify, plugins),
  ])
  return { boot, frame, scheduler, staging, ...modules }
}

async function script(
  input: string,
  format: 'es' | 'iife',
  minify: boolean,
  plugins: readonly Plugin[],
): Promise<string> {
  const build = await rolldown({ input, platform: 'browser', plugins: [...plugins] })
  // Nobody bundles it again, so what is pure is of no use to anybody.
  const comments = { annotation: !minify, legal: true }
  const { output } = await build.generate({ format, minify, comments, codeSplitting: false })
  await build.close()
  return output[0].code
}

const BOOT = { '#main': source('runner/main.ts') }

/** What every demo needs, and no runner before it has one. */
const WITH_A_DEMO = { sublet: source('sdk/index.ts'), '#load': source('runner/handler.ts') }

/** In one bundle with what runners boot with: they share the realm. */
const SHIMS = {
  'onnxruntime-web': source('runner/ort/shim.ts'),
  'onnxruntime-web/wasm': source('runner/ort/shim-wasm.ts'),
}

/** What libraries need of the runner besides. */
const FOR_LIBRARIES = {
  [TRANSFORMERS_ORT]: source('runner/transformers/onnxruntime.ts'),
  [TRANSFORMERS_REALM]: source('runner/transformers/realm.ts'),
}

/** One shim for every name that the library is imported by, so that there is one `Tensor`. */
const ALIASES = {
  'onnxruntime-common': `export * from 'onnxruntime-web'`,
  'onnxruntime-web/all': `export * from 'onnxruntime-web'; export { default } from 'onnxruntime-web'`,
  'onnxruntime-web/jspi': `export * from 'onnxruntime-web'; export { default } from 'onnxruntime-web'`,
  'onnxruntime-web/webgpu': `export * from 'onnxruntime-web'; export { default } from 'onnxruntime-web'`,
}

async function runnerModules(
  minify: boolean,
  plugins: readonly Plugin[],
): Promise<Pick<Bundles, 'modules' | 'libraries'>> {
  const [own, others] = await Promise.all([
    bundleModules(
      { ...BOOT, ...WITH_A_DEMO, ...SHIMS, ...FOR_LIBRARIES },
      {
        minify,
        external: ['onnxruntime-web/webgpu'],
        paths: { 'onnxruntime-web/webgpu': REAL_ORT },
        plugins,
      },
    ),
    bundleLibraries(ROOT, minify, plugins),
  ])
  const all = { ...own, ...ALIASES, ...others.modules }
  const boot = new Set(await reach(Object.keys(BOOT), all))
  const names = [...Object.keys(WITH_A_DEMO), ...Object.keys(SHIMS), ...Object.keys(ALIASES), ...others.names]
  const needs = names.map(async (library): Promise<[string, string[]]> => {
    // Which of ONNX Runtime's files it is depends on the browser: the table only knows that it is needed.
    const needed = await reach([library], { ...all, [REAL_ORT]: '' })
    return [library, needed.filter((specifier) => !boot.has(specifier))]
  })
  const part = (booted: boolean): Record<string, string> =>
    Object.fromEntries(Object.entries(all).filter(([specifier]) => boot.has(specifier) === booted))
  return {
    modules: part(true),
    libraries: { modules: part(false), needs: Object.fromEntries(await Promise.all(needs)) },
  }
}
