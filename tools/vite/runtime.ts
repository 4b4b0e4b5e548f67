import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plugin, ResolvedConfig, Rolldown } from 'vite'
import { type Bundles, bundle, type Libraries, REAL_ORT } from './bundles.ts'

const VIRTUAL = 'virtual:sublet/runtime'
const ORT_DIST = 'node_modules/onnxruntime-web/dist'
const WATCHED = /\/src\/(protocol|runner|sdk|scheduler|staging)\//
/** Stable across deployments, so that tabs of two versions meet in the same pool (DESIGN 5). */
const WORKERS = { scheduler: 'scheduler.js', staging: 'staging.js' } as const

/** ONNX Runtime's builds: JSPI where the browser has it, asyncify elsewhere (ORT-FACTS, ONNX Runtime 4). */
const ORT = {
  jspi: { module: 'ort.jspi.bundle.min.mjs', wasm: 'ort-wasm-simd-threaded.jspi.wasm' },
  asyncify: { module: 'ort.webgpu.bundle.min.mjs', wasm: 'ort-wasm-simd-threaded.asyncify.wasm' },
} as const

/** A file of the site, beside `index.html`: what is served in dev is what is emitted by the build. */
interface SiteFile {
  path: string
  content: () => Promise<string | Uint8Array>
}

/**
 * Makes the runner, the frame and the SharedWorkers part of the site, in dev and in the build alike, and tells
 * the page where they are through `virtual:sublet/runtime`.
 * @param sandboxOrigins told to the page as they are
 * @param plugins of the bundlers that make them
 */
export function runtime(sandboxOrigins: readonly string[], plugins: readonly Rolldown.Plugin[] = []): Plugin {
  let config: ResolvedConfig
  let bundles: Promise<Bundles>
  const made = (): Promise<Bundles> => {
    bundles ??= bundle(config.isProduction, plugins)
    return bundles
  }

  return {
    name: 'sublet:runtime',
    configResolved(resolved) {
      config = resolved
    },
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load: async (id) => (id === `\0${VIRTUAL}` ? runtimeModule(await made(), sandboxOrigins) : undefined),

    configureServer(server) {
      server.watcher.on('change', (path) => {
        if (!WATCHED.test(path)) return
        bundles = bundle(false)
        const module = server.moduleGraph.getModuleById(`\0${VIRTUAL}`)
        if (module) server.moduleGraph.invalidateModule(module)
        server.ws.send({ type: 'full-reload' })
      })
      server.middlewares.use(async (request, response, next) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1)
        const file = siteFiles(await made(), config.publicDir).find((candidate) => candidate.path === path)
        if (file === undefined) return next()
        response.setHeader('content-type', contentType(path))
        response.end(await file.content())
      })
    },
    async generateBundle() {
      for (const file of siteFiles(await made(), config.publicDir)) {
        if (file.path === 'sandbox.html') continue
        this.emitFile({ type: 'asset', fileName: file.path, source: await file.content() })
      }
    },
    // After the public folder has been copied: the template that lies there is replaced by the page.
    async writeBundle({ dir }) {
      if (dir === undefined) return
      await writeFile(resolve(dir, 'sandbox.html'), await sandboxPage(await made(), config.publicDir))
    },
  }
}

function siteFiles(bundles: Bundles, publicDir: string): SiteFile[] {
  const { boot, scheduler, staging, modules, libraries } = bundles
  const text = (path: string, code: string): SiteFile => ({ path, content: async () => code })
  return [
    text(WORKERS.scheduler, scheduler),
    text(WORKERS.staging, staging),
    text(hashed('boot.js', boot), boot),
    ...Object.entries(modules).map(([specifier, code]) => text(moduleFile(specifier, code), code)),
    ...Object.entries(libraries.modules).map(([specifier, code]) => text(libraryFile(specifier, code), code)),
    text(hashed('index.json', libraryIndex(libraries), 'libraries'), libraryIndex(libraries)),
    ...Object.values(ORT).flatMap(({ module, wasm }) =>
      [module, wasm].map((name) => ({
        path: `runtime/${name}`,
        content: () => readFile(resolve(ORT_DIST, name)),
      })),
    ),
    { path: 'sandbox.html', content: () => sandboxPage(bundles, publicDir) },
  ]
}

/** The source of `virtual:sublet/runtime`; typed in `src/host/virtual.d.ts`. Paths are relative to the page. */
function runtimeModule({ boot, modules, libraries }: Bundles, sandboxOrigins: readonly string[]): string {
  const described = {
    boot: hashed('boot.js', boot),
    main: '#main',
    modules: Object.fromEntries(
      Object.entries(modules).map(([name, code]) => [name, moduleFile(name, code)]),
    ),
    libraries: {
      names: Object.keys(libraries.needs),
      index: hashed('index.json', libraryIndex(libraries), 'libraries'),
    },
    ort: {
      specifier: REAL_ORT,
      jspi: { module: `runtime/${ORT.jspi.module}`, wasm: `runtime/${ORT.jspi.wasm}` },
      asyncify: { module: `runtime/${ORT.asyncify.module}`, wasm: `runtime/${ORT.asyncify.wasm}` },
    },
    workers: WORKERS,
    sandboxOrigins,
  }
  return `export const runtime = ${JSON.stringify(described)}`
}

async function sandboxPage({ frame }: Bundles, publicDir: string): Promise<string> {
  const template = await readFile(resolve(publicDir, 'sandbox.html'), 'utf8')
  const script = frame.trim().replaceAll('</script', '<\\/script')
  const hash = createHash('sha256').update(script).digest('base64')
  return template.replace('FRAME_HASH', () => `sha256-${hash}`).replace('/* FRAME_SCRIPT */', () => script)
}

function moduleFile(specifier: string, code: string): string {
  return hashed(fileName(specifier), code)
}

/** In a folder of its own: none of it belongs to the first load. */
function libraryFile(specifier: string, code: string): string {
  return hashed(fileName(specifier), code, 'libraries')
}

/** What the page fetches when a handler first imports a library; parsed in src/host/runner-files.ts. */
function libraryIndex({ modules, needs }: Libraries): string {
  const files = Object.entries(modules).map(([name, code]) => [name, libraryFile(name, code)])
  return JSON.stringify({ files: Object.fromEntries(files), needs })
}

function fileName(specifier: string): string {
  return `${specifier.replace(/^\.\//, '').replaceAll(/[^\w-]+/g, '-')}.js`
}

function hashed(name: string, code: string, folder = 'runtime'): string {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 8)
  return `${folder}/${name.replace(/(?=\.\w+$)/, `-${hash}`)}`
}

function contentType(path: string): string {
  if (path.endsWith('.wasm')) return 'application/wasm'
  if (path.endsWith('.json')) return 'application/json'
  return path.endsWith('.html') ? 'text/html' : 'text/javascript'
}
