// node tools/first-load.mjs DIST: adds up the JavaScript that the gallery loads before an editor or ONNX Runtime is
// needed, gzipped, and fails when it is over the budget of DESIGN.md 9.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const BUDGET = 150 * 1024
const dist = process.argv[2] ?? 'dist'

/** What the gallery fetches as soon as it is there, without being asked. */
const UNASKED = /^(finder|palette-button|register-offline)-.*\.js$/

/** The entry, what the gallery fetches by itself, and all that these import statically. */
function entryGraph() {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const files = new Set()
  const queue = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.js)"/g)].map(([, file]) => file)
  const unasked = readdirSync(join(dist, 'assets')).filter((name) => UNASKED.test(name))
  queue.push(...unasked.map((name) => join('assets', name)))
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (files.has(file)) continue
    files.add(file)
    const code = readFileSync(join(dist, file), 'utf8')
    for (const [, specifier] of code.matchAll(
      /(?:^|[;}\s])(?:import|export)\b[^;()'"`]*["'`](\.\/[^"'`]+\.js)["'`]/g,
    )) {
      queue.push(join('assets', specifier))
    }
  }
  return [...files]
}

/**
 * The scheduler's worker, and the spare runner that boots once the page is idle, less ONNX Runtime itself. The worker of
 * staging starts with the first demo that is opened.
 */
function workerAndSpare() {
  const runtime = readdirSync(join(dist, 'runtime')).filter((name) => name.endsWith('.js'))
  return ['scheduler.js', ...runtime.map((name) => join('runtime', name))]
}

const sizes = [...entryGraph(), ...workerAndSpare()].map((file) => ({
  file,
  bytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
}))
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
for (const { file, bytes } of sizes.sort((a, b) => b.bytes - a.bytes))
  console.log(`${String(bytes).padStart(8)}  ${file}`)
console.log(`${String(total).padStart(8)}  in all, of ${BUDGET} (gzip)`)
process.exitCode = total <= BUDGET ? 0 : 1
