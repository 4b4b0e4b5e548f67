import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type OutputChunk, rolldown } from 'rolldown'

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
}

/**
 * Bundles everything that does not run in the page itself. The page never imports any of it, so Vite does
 * not see it; dev server and build both call this.
 */
export async function bundle(minify: boolean): Promise<Bundles> {
  const [boot, frame, scheduler, staging, modules] = await Promise.all([
    script(source('runner/boot/boot.ts'), 'es', minify),
    script(source('runner/frame.ts'), 'es', minify),
    script(source('scheduler/worker.ts'), 'iife', minify),
    script(source('staging/worker.ts'), 'iife', minify),
    runnerModules(minify),
  ])
  return { boot, frame, scheduler, staging, modules }
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
}

/** Entries and the chunks they share; their relative imports are keys of the table, as the linker wants them. */
async function runnerModules(minify: boolean): Promise<Record<string, string>> {
  const build = await rolldown({
    input: ENTRIES,
    platform: 'browser',
    external: ['onnxruntime-web/webgpu'],
    preserveEntrySignatures: 'strict',
  })
  const { output } = await build.generate({
    format: 'es',
    minify,
    paths: { 'onnxruntime-web/webgpu': REAL_ORT },
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  })
  await build.close()
  const chunks = output.filter((part): part is OutputChunk => part.type === 'chunk')
  const modules = Object.fromEntries(chunks.map((chunk) => [specifierOf(chunk), chunk.code]))
  // One shim for every name that the library is imported by.
  return {
    ...modules,
    'onnxruntime-web/webgpu': `export * from 'onnxruntime-web'; export { default } from 'onnxruntime-web'`,
  }
}

function specifierOf(chunk: OutputChunk): string {
  const entry = Object.entries(ENTRIES).find(([, file]) => file === chunk.facadeModuleId)
  return entry?.[0] ?? `./${chunk.fileName}`
}
