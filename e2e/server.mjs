// Builds the site with the fixture demos and serves it as a plain static host would: from a sub-path, with no special
// headers. It also serves a few damaged models, and keeps a log of what was asked for.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import sirv from 'sirv'

const PORT = Number(process.env.PORT)
const BASE = '/some/where'
// A folder for each port: two servers at once must not build over each other.
const OUT = `.cache/e2e-site-${PORT}`

process.env.SUBLET_DEMOS = 'e2e/demos'
process.env.SUBLET_OUT = OUT
// For a page on http://localhost:PORT that is a second origin; on 127.0.0.1 it is the page's own, and there is one.
process.env.SUBLET_SANDBOX_ORIGINS = `http://127.0.0.1:${PORT}`
const { build } = await import('vite')
await build({ logLevel: 'warn' })

const serve = sirv(OUT, { etag: true })
const model = readFileSync('models/digits/onnx/model.onnx')
/** Paths that were asked for, oldest first. `GET /log` answers them. */
const log = []

const damaged = {
  // A file that was cut before it was put on the server: the length is right, the content ends too early.
  '/models/truncated/onnx/model.onnx': (response) => {
    response.writeHead(200, { 'content-length': 100_000 }).end(model.subarray(0, 100_000))
  },
  // A connection that ends in the middle.
  '/models/broken-off/onnx/model.onnx': (response) => {
    response.writeHead(200, { 'content-length': model.length })
    response.write(model.subarray(0, 100_000), () => response.destroy())
  },
}

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === '/log') return response.end(JSON.stringify(log))
  log.push(pathname)
  if (!pathname.startsWith(`${BASE}/`)) return response.writeHead(404).end()
  const path = pathname.slice(BASE.length)
  if (path in damaged) return damaged[path](response)
  request.url = path
  serve(request, response, () => response.writeHead(404).end('not found'))
})
server.listen(PORT, '127.0.0.1')
await once(server, 'listening')
