import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import sirv from 'sirv'
import { build } from 'vite'

const DEMOS = 'bench/demos'
const BENCH_PAGE = `<!doctype html>
<link rel="icon" href="data:,">
<body><script type="module" src="./bench.js"></script></body>
`

/**
 * Builds the site into a folder of its own, with the shipped configuration, the fixture demos of `bench/demos` and the
 * benchmark's code beside the site's own. What ships (`dist`) never sees any of it.
 *
 * @param {string} name of the benchmark: two of them may be built at a time
 * @param {object} options
 * @param {string} [options.page] a module to run in `/bench.html`; without one the site's own page is built
 * @param {Record<string, import('rolldown').InputOptions & { format: 'es' | 'iife' }>} [options.scripts] files that
 *   do not run in a page, by their path in the site
 * @returns {Promise<string>} the folder
 */
export async function buildSite(name, { page, scripts = {} }) {
  const folder = `.cache/bench-site/${name}`
  process.env.SUBLET_OUT = folder
  process.env.SUBLET_DEMOS = DEMOS
  const entry = { input: { bench: page }, output: { entryFileNames: '[name].js' } }
  await build({ logLevel: 'warn', build: page === undefined ? {} : { rolldownOptions: entry } })
  if (page !== undefined) {
    await writeFile(resolve(folder, 'bench.html'), BENCH_PAGE)
  }
  for (const [path, { format, ...input }] of Object.entries(scripts)) {
    const bundle = await rolldown({ platform: 'browser', ...input })
    const { output } = await bundle.generate({ format, minify: true, codeSplitting: false })
    await bundle.close()
    await mkdir(dirname(resolve(folder, path)), { recursive: true })
    await writeFile(resolve(folder, path), output[0].code)
  }
  return folder
}

/**
 * Serves a folder on a loopback port.
 * @param {string} folder
 * @param {Record<string, (request, response) => void>} [routes] what is answered on the fly, by path
 * @returns {Promise<{ origin: string, close: () => Promise<void> }>}
 */
export async function serve(folder, routes = {}) {
  const files = sirv(folder, { etag: true })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : files
    route(request, response, () => response.writeHead(404).end())
  })
  await new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
