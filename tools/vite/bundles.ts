import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { bundleLibraries, type LibraryBundles } from './libraries.ts'
import { bundleModules } from './modules.ts'

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
  /** ES modules of a runner by specifier, less ONNX Runtime, which is a file of its package. */
  modules: Record<string, string>
  libraries: LibraryBundles
}

/**
 * Bundles everything that does not run in the page itself. The page never imports any of it, so Vite does
 * not see it; dev server and build both call this.
 */
export async function bundle(minify: boolean): Promise<Bundles> {
  const [boot, frame, scheduler, staging, modules, libraries] = await Promise.all([
    script(source('runner/boot/boot.ts'), 'es', minify),
    script(source('runner/frame.ts'), 'es', minify),
    script(source('scheduler/worker.ts'), 'iife', minify),
    script(source('staging/worker.ts'), 'iife', minify),
    runnerModules(minify),
    bundleLibraries(ROOT, minify),
  ])
  return { boot, frame, scheduler, staging, modules, libraries }
}

async function script(input: string, format: 'es' | 'iife', minify: boolean): Promise<string> {
  const build = await rolldown({ input, platform: 'browser' })
  const { output } = await build.generate({ format, minify, codeSplitting: false })
  await build.close()
  return output[0].code
}

const ENTRIES: Record<string, string> = {
  '#main': source('runner/main.ts'),
  sublet: source('sdk/index.ts'),
  'onnxruntime-web': source('runner/ort/shim.ts'),
  'onnxruntime-web/wasm': source('runner/ort/shim-wasm.ts'),
}

/** One shim for every name that the library is imported by, so that there is one `Tensor`. */
const ALIASES = {
  'onnxruntime-common': `export * from 'onnxruntime-web'`,
  'onnxruntime-web/all': `export * from 'onnxruntime-web'; export { default } from 'onnxruntime-web'`,
  'onnxruntime-web/jspi': `export * from 'onnxruntime-web'; export { default } from 'onnxruntime-web'`,
  'onnxruntime-web/webgpu': `export * from 'onnxruntime-web'; export { default } from 'onnxruntime-web'`,
}

async function runnerModules(minify: boolean): Promise<Record<string, string>> {
  const modules = await bundleModules(ENTRIES, {
    minify,
    external: ['onnxruntime-web/webgpu'],
    paths: { 'onnxruntime-web/webgpu': REAL_ORT },
  })
  return { ...modules, ...ALIASES }
}
