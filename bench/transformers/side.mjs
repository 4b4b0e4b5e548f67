import { readdir, readFile } from 'node:fs/promises'
import { runnerImport } from 'vite'

const ORT_DIST = 'node_modules/onnxruntime-web/dist'
const BUILD = 'ort-wasm-simd-threaded.asyncify'
const TYPES = { mjs: 'text/javascript', wasm: 'application/wasm' }

/**
 * What a benchmark of Transformers.js serves: a hub with its models, and the handlers of some demos bundled for a page
 * without Sublet, with the build of ONNX Runtime that Transformers.js fetches from its CDN.
 *
 * @param {readonly string[]} demos of `bench/demos`
 * @param {Record<string, import('../../e2e/hub/repo').RepoContent>} repos
 * @returns routes, and what closes the hub
 */
export async function plainSide(demos, repos) {
  const { module: hubs } = await runnerImport('./e2e/hub/hub.ts')
  const { module: bundles } = await runnerImport('./e2e/transformers/plain-bundle.ts')
  const hub = await hubs.startHub({ repos })
  const modules = await bundles.bundlePlain({
    page: 'e2e/transformers/plain-page.ts',
    ...Object.fromEntries(demos.map((demo) => [demo, `bench/demos/${demo}/handler.ts`])),
  })
  const files = Object.entries(modules).map(([name, code]) => [`/plain/${name}`, code])
  for (const ending of ['mjs', 'wasm']) {
    files.push([`/ort/${BUILD}.${ending}`, await readFile(`${ORT_DIST}/${BUILD}.${ending}`)])
  }
  const routes = Object.fromEntries(files.map(([path, content]) => [path, sends(path, content)]))
  return { routes: { ...routes, '/bench/hub': sends('/bench/hub', hub.url) }, close: () => hub.close() }
}

/** The files of a folder as those of a repository. */
export async function repositoryAt(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
  const files = paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path)])
  return { files: Object.fromEntries(await Promise.all(files)) }
}

function sends(path, content) {
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain'
  return (_request, response) => {
    const bytes = Buffer.from(content)
    response.writeHead(200, { 'content-type': type, 'content-length': bytes.length }).end(bytes)
  }
}
